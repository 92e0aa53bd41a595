using System.Collections.Immutable;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Extraction.Probes;

/// <summary>A probe that fits the model.</summary>
internal sealed class PreparedProbeExtractor(LinearProbe probe, string? warning) : IPreparedExtractor
{
    public ExtractionNeeds Needs { get; } = new() { HiddenState = probe.HiddenState };

    public ExtractionResult Extract(ExtractionEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var state = evidence.HiddenState.Span;
        if (state.Length != probe.Width)
            throw new ArgumentException($"The hidden state has {state.Length} numbers, but the probe reads {probe.Width}.", nameof(evidence));
        var features = new double[state.Length];
        TensorPrimitives.ConvertChecked(state, features);

        // A NaN would count as a feature that is not known; in a hidden state it is a fault of the model.
        if (!Array.TrueForAll(features, double.IsFinite)) return ExtractionResult.Invalid(InvalidReason.UndefinedForScores) with { Warning = warning };
        var scores = new double[probe.Taxonomy.Count];
        probe.Score(features, scores);
        return EmotionDistribution.TryFromScores(probe.Taxonomy, scores, ScoreNormalization.Softmax(), out var distribution)
            ? ExtractionResult.Valid(distribution) with { Scores = ImmutableCollectionsMarshal.AsImmutableArray(scores), Warning = warning }
            : ExtractionResult.Invalid(InvalidReason.UndefinedForScores) with { Warning = warning };
    }
}
