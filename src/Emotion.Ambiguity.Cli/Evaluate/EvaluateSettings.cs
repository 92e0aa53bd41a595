using System.Collections.Immutable;
using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Evaluation;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli.Evaluate;

/// <summary>The options of the evaluate command, as written.</summary>
internal sealed record EvaluateSettings : ICorpusSettings
{
    public required string Dataset { get; init; }

    public string? Taxonomy { get; init; }

    public required IReadOnlyList<string> Prompts { get; init; }

    public IReadOnlyList<InputMode> Inputs { get; init; } = [];

    public required IReadOnlyList<string> Extractors { get; init; }

    /// <summary>A probe's file, or null.</summary>
    public string? Probe { get; init; }

    public IReadOnlyList<string> Models { get; init; } = [];

    public IReadOnlyList<string> Answers { get; init; } = [];

    public UtteranceContent Content { get; init; }

    public UnrankedLabels UnrankedLabels { get; init; }

    public IReadOnlyList<string> Speakers { get; init; } = [];

    public IReadOnlyList<string> Splits { get; init; } = [];

    public int? Sample { get; init; }

    public long Seed { get; init; }

    public ResamplingUnit ResamplingUnit { get; init; }

    public int Replicates { get; init; }

    public ImmutableArray<CalibrationMethod> Calibrations { get; init; } = [];

    public IReadOnlyList<string> CalibratedExtractors { get; init; } = [];

    public InvalidScoring InvalidScoring { get; init; }

    public ExampleWords ExampleWords { get; init; }

    public required string Report { get; init; }

    public string? RunFolder { get; init; }

    public string? Title { get; init; }

    public required ComputeSettings Compute { get; init; }

    public bool Json { get; init; }
}
