using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli.Recognize;

/// <summary>Writes results for people or for programs.</summary>
internal interface IResultWriter
{
    Task WriteAsync(RecognitionResult result, ListenerVotes? votes);

    Task WriteFailureAsync(RecognitionOutcome outcome);
}
