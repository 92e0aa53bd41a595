namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>How a corpus is read.</summary>
/// <remarks>Immutable and thread-safe, save for the log, which is thread-safe.</remarks>
public sealed class DatasetOptions
{
    /// <summary>Where bad rows are reported and counted. The default is null: strict, the first bad row is a <see cref="DatasetFormatException"/>.</summary>
    public DatasetProblemLog? Problems { get; init; }

    /// <summary>Sound or words, for corpora that have both. The default is <see cref="UtteranceContent.SoundElseText"/>.</summary>
    public UtteranceContent Content { get; init; }

    /// <summary>How raters count who name several emotions without an order. The default is <see cref="Datasets.UnrankedLabels.ShareOneVote"/>.</summary>
    public UnrankedLabels UnrankedLabels { get; init; }
}
