using Emotion.Ambiguity.AspNetCore;

namespace Emotion.Ambiguity.Cli.Serve;

/// <summary>The options of the serve command, as written.</summary>
internal sealed record ServeSettings
{
    public required string Host { get; init; }

    /// <summary>0 for any that is free.</summary>
    public required int Port { get; init; }

    public required RecognitionSettings Recognition { get; init; }

    public required EmotionRecognitionEndpointOptions Limits { get; init; }
}
