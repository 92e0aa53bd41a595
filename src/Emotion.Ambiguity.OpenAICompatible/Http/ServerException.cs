namespace Emotion.Ambiguity.OpenAICompatible.Http;

/// <summary>A call that failed, before it is known in whose name: the model makes an <see cref="InferenceException"/> of it.</summary>
internal sealed class ServerException(ServerFault fault, string reason, string remedy, Exception? inner = null) : Exception(reason, inner)
{
    public ServerFault Fault { get; } = fault;

    public string Remedy { get; } = remedy;

    /// <summary>The wait that the server asked for, if any.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same call may succeed later.</summary>
    public bool IsPassing { get; init; }

    /// <summary>Whether the server has no such interface, or not the way it is asked: something else may be tried in its place.</summary>
    public bool IsMissingInterface => Fault is ServerFault.NotFound or ServerFault.Rejected or ServerFault.WrongContent or ServerFault.Malformed;

    public InferenceException ToInference(string engine) => new(engine, Message, Remedy, InnerException);
}
