using System.Collections.Immutable;
using System.Diagnostics;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Extraction.Probes;
using Emotion.Ambiguity.Recognition.Pipeline;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Speech.Cues;

namespace Emotion.Ambiguity.Recognition;

/// <summary>Recognises by acoustic cues alone, without any model: a linear read-out of how a voice sounds. Made to be fused with recognizers that read or hear.</summary>
/// <remarks>Thread-safe. Words without sound have no distribution (<see cref="InvalidReason.NoSound"/>). Nothing is to be freed.</remarks>
public sealed class CueRecognizer : IAmbiguousEmotionRecognizer
{
    /// <summary>The name of its only extraction, and what stands for the model's and the prompt's in diagnostics.</summary>
    public const string ExtractorName = "cues";

    private readonly LinearProbe _probe;
    private readonly CueDescriber _cues;
    private readonly AudioWindowOptions _windows;

    /// <summary>Creates a recognizer.</summary>
    /// <param name="probe">A probe over <see cref="NormalizedCues.FeatureNames"/>, as <see cref="CreateExample"/> makes examples for.</param>
    /// <param name="cues">What measures and compares, the same as for the examples; null for the built-in reference.</param>
    /// <param name="maxWindow">Longer clips are measured in windows; null for 30 seconds.</param>
    /// <exception cref="ArgumentException">The probe reads other features.</exception>
    public CueRecognizer(LinearProbe probe, CueDescriber? cues = null, TimeSpan? maxWindow = null)
    {
        ArgumentNullException.ThrowIfNull(probe);
        if (probe.Width != NormalizedCues.FeatureNames.Length || (!probe.FeatureNames.IsEmpty && !probe.FeatureNames.SequenceEqual(NormalizedCues.FeatureNames)))
            throw new ArgumentException($"The probe reads {probe.Width} features, not the {NormalizedCues.FeatureNames.Length} cues of NormalizedCues.FeatureNames. Train it on examples of CueRecognizer.CreateExample.", nameof(probe));
        (_probe, _cues) = (probe, cues ?? new CueDescriber());
        _windows = new AudioWindowOptions { MaxDuration = maxWindow ?? TimeSpan.FromSeconds(30) };
    }

    /// <inheritdoc/>
    public EmotionTaxonomy Taxonomy => _probe.Taxonomy;

    /// <summary>An example to train a probe on.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="votes">How people voted.</param>
    /// <param name="speaker">Who speaks: relative to whom it is measured, and the group that cross-validation keeps together; null where that is not known.</param>
    /// <param name="cues">What measures and compares; null for the built-in reference.</param>
    /// <returns>The example.</returns>
    public static ProbeExample CreateExample(Audio clip, EmotionDistribution votes, string? speaker = null, CueDescriber? cues = null) =>
        new((cues ?? new CueDescriber()).Analyze(clip, null, speaker).Normalized.ToVector(), votes, speaker);

    /// <inheritdoc/>
    public async Task<RecognitionResult> RecognizeAsync(Utterance utterance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utterance);
        var started = Stopwatch.GetTimestamp();
        var windows = utterance.HasSound ? await MeasureAsync(utterance, cancellationToken).ConfigureAwait(false) : [Window(utterance, TimeSpan.Zero, null, ExtractionResult.Invalid(InvalidReason.NoSound), null)];
        var extractions = WindowMerger.Merge(Taxonomy, windows);
        return new RecognitionResult
        {
            Id = utterance.Id,
            Distribution = extractions[0].Result.Distribution,
            Extractions = extractions,
            Windows = windows,
            Diagnostics = new RecognitionDiagnostics
            {
                LanguageModelId = ExtractorName,
                Prompt = ExtractorName,
                PrimaryExtractor = ExtractorName,
                Input = utterance.HasSound ? InputMode.Audio : InputMode.Transcript,
                InvalidWindows = windows.Count(w => !w.Extractions[0].Result.IsValid),
                TotalTime = Stopwatch.GetElapsedTime(started),
            },
        };
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<RecognitionOutcome> RecognizeManyAsync(IAsyncEnumerable<Utterance> utterances, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utterances);
        return OrderedOutcomes.RunAsync(utterances, Environment.ProcessorCount, RecognizeAsync, cancellationToken);
    }

    /// <summary>Does nothing: there is nothing to free.</summary>
    /// <returns>A completed task.</returns>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<ImmutableArray<RecognitionWindow>> MeasureAsync(Utterance utterance, CancellationToken cancellationToken)
    {
        var windows = ImmutableArray.CreateBuilder<RecognitionWindow>();
        var source = await UtteranceSound.OpenAsync(utterance, _windows, cancellationToken).ConfigureAwait(false);
        await using var disposal = source.ConfigureAwait(false);
        await foreach (var window in source.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var heard = await Task.Run(() => _cues.Analyze(window.Audio, null, utterance.Speaker, cancellationToken), cancellationToken).ConfigureAwait(false);
            var result = ExtractionResult.Valid(_probe.Predict(heard.Normalized.ToVector()));
            windows.Add(Window(utterance, window.Start, window.Audio.Duration, result, heard.Text));
        }

        return windows.ToImmutable();
    }

    private static RecognitionWindow Window(Utterance utterance, TimeSpan start, TimeSpan? duration, ExtractionResult result, string? cues) => new()
    {
        Start = start,
        Duration = duration,
        Text = utterance.Text ?? "",
        Cues = cues,
        Extractions = [new NamedExtraction(ExtractorName, result)],
        Diagnostics = new WindowDiagnostics(),
    };
}
