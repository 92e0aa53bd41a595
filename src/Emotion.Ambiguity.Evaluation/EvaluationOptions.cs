using System.Collections.Immutable;
using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Distributions.Annotations;
using Emotion.Ambiguity.Evaluation.Datasets;

namespace Emotion.Ambiguity.Evaluation;

/// <summary>How an evaluation is run and scored. Immutable and thread-safe, save for the log, which is thread-safe.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The fewest speakers or dialogues that <see cref="ResamplingUnit.Automatic"/> draws: with fewer, a bootstrap over them says little.</summary>
    public const int FewestUnits = 10;

    /// <summary>The folder that keeps predictions and transcripts, so that a run that was stopped goes on. Must be set.</summary>
    public string RunFolder { get; init; } = "";

    /// <summary>The heading of the report; null for one made from the dataset's name.</summary>
    public string? Title { get; init; }

    /// <summary>Which items of the corpus the dataset holds, in words, for the report; empty for all.</summary>
    public string Selection { get; init; } = "";

    /// <summary>How votes become a distribution. The default is the share of votes.</summary>
    public VoteAggregation Aggregation { get; init; } = VoteAggregation.PlainVotes;

    /// <summary>What an answer that could not be read counts as. The default is to leave it out and count it.</summary>
    public InvalidScoring InvalidAnswers { get; init; }

    /// <summary>
    /// The calibrations that are fitted to each configuration and shown as rows of their own; the default is none. In five folds, which split no
    /// speaker, dialogue or group: an item is never scored by a fit that has seen it. The fit on all items is saved in the run folder.
    /// </summary>
    public ImmutableArray<CalibrationMethod> Calibrations { get; init; } = [];

    /// <summary>The names of the extractors that are calibrated. The default is empty: all of them.</summary>
    public ImmutableArray<string> CalibratedExtractors { get; init; } = [];

    /// <summary>What the bootstrap draws. The default is automatic.</summary>
    public ResamplingUnit ResamplingUnit { get; init; }

    /// <summary>Replicates of the bootstrap, 100 or more. The default is 1,000.</summary>
    public int Replicates { get; init; } = 1000;

    /// <summary>Permutations of each paired test, 100 or more. The default is 10,000.</summary>
    public int Permutations { get; init; } = 10_000;

    /// <summary>The share of replicates inside an interval, above 0 and below 1. The default is 0.95.</summary>
    public double IntervalLevel { get; init; } = 0.95;

    /// <summary>The seed of everything that is drawn. The default is 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>How many of the best and worst items of each configuration the report shows, 0 or more. The default is 20.</summary>
    public int Examples { get; init; } = 20;

    /// <summary>Whether the report shows what was said. The default is that it does; corpora under licence may forbid to pass it on.</summary>
    public ExampleWords ExampleWords { get; init; }

    /// <summary>The log that the dataset reports bad rows to, so that the report counts them; null where it is read strictly.</summary>
    public DatasetProblemLog? Problems { get; init; }

    internal void Validate()
    {
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(RunFolder)) faults.Add($"{nameof(RunFolder)} must name a folder.");
        if (Aggregation is null) faults.Add($"{nameof(Aggregation)} is null.");
        if (!Enum.IsDefined(InvalidAnswers)) faults.Add($"{nameof(InvalidAnswers)} has the unknown value {InvalidAnswers}.");
        if (!Enum.IsDefined(ResamplingUnit)) faults.Add($"{nameof(ResamplingUnit)} has the unknown value {ResamplingUnit}.");
        if (!Enum.IsDefined(ExampleWords)) faults.Add($"{nameof(ExampleWords)} has the unknown value {ExampleWords}.");
        if (Calibrations.IsDefault || Calibrations.Distinct().Count() != Calibrations.Length || Calibrations.Any(c => !Enum.IsDefined(c)))
            faults.Add($"{nameof(Calibrations)} must name each method once at most.");
        if (CalibratedExtractors.IsDefault) faults.Add($"{nameof(CalibratedExtractors)} is not set.");
        if (Replicates < 100) faults.Add($"{nameof(Replicates)} must be at least 100 but is {Replicates}.");
        if (Permutations < 100) faults.Add($"{nameof(Permutations)} must be at least 100 but is {Permutations}.");
        if (!(IntervalLevel is > 0 and < 1)) faults.Add($"{nameof(IntervalLevel)} must be above 0 and below 1 but is {IntervalLevel}.");
        if (Examples < 0) faults.Add($"{nameof(Examples)} must be at least 0 but is {Examples}.");
        if (faults.Count > 0) throw new ArgumentException($"{nameof(EvaluationOptions)}: {string.Join(" ", faults)}", "options");
    }
}
