using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Extraction.Probes;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Recognition;

/// <summary>
/// Takes hidden states out of a recognizer, to train a probe on: give it to the recognizer as an extractor, and ask it for the states of an utterance. They
/// are those that a <see cref="ProbeExtractor"/> in its place would read, whatever the recognizer does with words and sound before.
/// </summary>
/// <remarks>Thread-safe. What it reads for the recognizer's result is the uniform distribution.</remarks>
public sealed class HiddenStateRecorder : IDistributionExtractor
{
    private readonly AsyncLocal<List<ReadOnlyMemory<float>>?> _recording = new();

    /// <summary>Creates a recorder.</summary>
    /// <param name="kind">Which hidden state; not <see cref="HiddenStateKind.None"/>.</param>
    /// <param name="name">A name for the recognizer. The default is "hidden-state".</param>
    public HiddenStateRecorder(HiddenStateKind kind, string name = "hidden-state")
    {
        if (kind is HiddenStateKind.None || !Enum.IsDefined(kind)) throw new ArgumentOutOfRangeException(nameof(kind), kind, "A recorder needs a hidden state to record.");
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (Kind, Name) = (kind, name);
    }

    /// <summary>Which hidden state it records.</summary>
    public HiddenStateKind Kind { get; }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IPreparedExtractor Prepare(ExtractionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.RequireHiddenStates(Name);
        return new Recording(this, EmotionDistribution.Uniform(context.Taxonomy));
    }

    /// <summary>Recognises an utterance and hands out its hidden states. May be called from many threads at once.</summary>
    /// <param name="recognizer">A recognizer that has this extractor.</param>
    /// <param name="utterance">The utterance.</param>
    /// <param name="cancellationToken">Stops within one decode step.</param>
    /// <returns>One state a window, in order: one, unless the clip is longer than a window.</returns>
    /// <exception cref="ArgumentException">The recognizer does not have this extractor.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<ImmutableArray<ReadOnlyMemory<float>>> RecordAsync(
        IAmbiguousEmotionRecognizer recognizer, Utterance utterance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recognizer);
        ArgumentNullException.ThrowIfNull(utterance);
        var states = new List<ReadOnlyMemory<float>>();

        // Belongs to this call and to what it calls, not to other calls at the same time; the recognizer reads window after window.
        _recording.Value = states;
        await recognizer.RecognizeAsync(utterance, cancellationToken).ConfigureAwait(false);
        return states.Count > 0 ? [.. states] : throw new ArgumentException($"The recognizer does not have the extractor \"{Name}\".", nameof(recognizer));
    }

    private sealed class Recording(HiddenStateRecorder recorder, EmotionDistribution uniform) : IPreparedExtractor
    {
        public ExtractionNeeds Needs { get; } = new() { HiddenState = recorder.Kind };

        public ExtractionResult Extract(ExtractionEvidence evidence)
        {
            ArgumentNullException.ThrowIfNull(evidence);
            recorder._recording.Value?.Add(evidence.HiddenState);
            return ExtractionResult.Valid(uniform);
        }
    }
}
