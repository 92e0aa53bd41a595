using Emotion.Ambiguity.Evaluation.Datasets;

namespace Emotion.Ambiguity.Cli;

/// <summary>The options that choose a corpus and the items of it, of all commands that read one.</summary>
internal interface ICorpusSettings
{
    string Dataset { get; }

    string? Taxonomy { get; }

    UtteranceContent Content { get; }

    UnrankedLabels UnrankedLabels { get; }

    IReadOnlyList<string> Speakers { get; }

    IReadOnlyList<string> Splits { get; }

    int? Sample { get; }

    long Seed { get; }
}
