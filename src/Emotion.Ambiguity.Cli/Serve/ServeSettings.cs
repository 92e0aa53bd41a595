using Emotion.Ambiguity.AspNetCore;
using Emotion.Ambiguity.Isolation;

namespace Emotion.Ambiguity.Cli.Serve;

/// <summary>The options of the serve command, as written.</summary>
internal sealed record ServeSettings
{
    public required string Host { get; init; }

    /// <summary>0 for any that is free.</summary>
    public required int Port { get; init; }

    public required RecognitionSettings Recognition { get; init; }

    /// <summary>How to start the process that the engines run in; null for this one.</summary>
    public WorkerCommand? Worker { get; init; }

    public required EmotionRecognitionEndpointOptions Limits { get; init; }
}
