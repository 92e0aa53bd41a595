using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli.Recognize;

/// <summary>The options of the recognize command, as written.</summary>
internal sealed record RecognizeSettings
{
    public required IReadOnlyList<Utterance> Utterances { get; init; }

    public required RecognitionSettings Recognition { get; init; }

    public string? Votes { get; init; }

    public bool Json { get; init; }
}
