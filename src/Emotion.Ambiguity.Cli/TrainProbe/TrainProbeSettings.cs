using System.Collections.Immutable;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli.TrainProbe;

/// <summary>The options of the train-probe command, as written.</summary>
internal sealed record TrainProbeSettings : ICorpusSettings
{
    public required string Dataset { get; init; }

    public required string Out { get; init; }

    public string? Taxonomy { get; init; }

    public required string Prompt { get; init; }

    public string? Model { get; init; }

    public InputMode? Input { get; init; }

    public HiddenStateKind State { get; init; }

    public UtteranceContent Content { get; init; }

    public UnrankedLabels UnrankedLabels { get; init; }

    public IReadOnlyList<string> Speakers { get; init; } = [];

    public IReadOnlyList<string> Splits { get; init; } = [];

    public int? Sample { get; init; }

    public int Folds { get; init; }

    public ImmutableArray<double> Penalties { get; init; } = [];

    public int Replicates { get; init; }

    public int Seed { get; init; }

    long ICorpusSettings.Seed => Seed;

    public required ComputeSettings Compute { get; init; }

    public bool Json { get; init; }
}
