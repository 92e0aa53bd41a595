namespace Emotion.Ambiguity.OpenAICompatible.Http;

/// <summary>What went wrong between this process and a server.</summary>
internal enum ServerFault
{
    Unreachable,
    Broken,
    TimedOut,
    Unauthorized,
    NotFound,
    Rejected,
    ServerError,
    WrongContent,
    Malformed,
    TooLarge,
}
