using Emotion.Ambiguity.Speech.Cues.Pitch;
using Emotion.Ambiguity.Speech.Cues.Signals;
using Emotion.Ambiguity.Speech.Cues.Spectra;
using Emotion.Ambiguity.Speech.Cues.Timing;
using Emotion.Ambiguity.Speech.Cues.Voice;

namespace Emotion.Ambiguity.Speech.Cues;

/// <summary>Measures how a clip sounds: pitch, loudness, rate, pauses, voice and spectrum.</summary>
/// <remarks>
/// Thread-safe. The same clip gives the same figures, to the bit, on a machine. Clips above 16 kHz are measured at 16 kHz. Time and memory
/// grow with the clip's length (about 16 bytes a sample at 16 kHz); a minute of sound takes about half a second.
/// </remarks>
public sealed class AcousticCueMeter
{
    private readonly AcousticCueOptions _options;

    /// <summary>Creates a meter with the default options.</summary>
    public AcousticCueMeter() : this(new AcousticCueOptions())
    {
    }

    /// <summary>Creates a meter.</summary>
    /// <param name="options">How to measure.</param>
    /// <exception cref="ArgumentException">An option is outside its range; the message lists all that are.</exception>
    public AcousticCueMeter(AcousticCueOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfFaulty(nameof(options));
        _options = options;
    }

    /// <summary>Measures a clip without its words.</summary>
    /// <param name="audio">The clip, of any length and rate.</param>
    /// <param name="cancellationToken">Stops within a second of sound.</param>
    /// <returns>The figures; <see cref="AcousticCues.WordsPerSecond"/> is null.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public AcousticCues Measure(Audio audio, CancellationToken cancellationToken = default) => Measure(audio, null, cancellationToken);

    /// <summary>Measures a clip.</summary>
    /// <param name="audio">The clip, of any length and rate.</param>
    /// <param name="transcript">
    /// Its words, or null. Where all have times, these tell how long was spoken; else energy does. Without words, the text's parts between
    /// white space are counted.
    /// </param>
    /// <param name="cancellationToken">Stops within a second of sound.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public AcousticCues Measure(Audio audio, Transcript? transcript, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        var signal = VoiceSignal.From(audio);
        var track = PitchTrack.Of(signal, _options, cancellationToken);
        var activity = SpeechActivity.Of(signal, _options);
        var pitch = PitchFigures.Of(track);
        var pulses = PulseFinder.Find(signal, track, cancellationToken);
        var spectra = SpectralFigures.Of(signal, track, activity, cancellationToken);
        return new AcousticCues
        {
            Duration = audio.Duration,
            PitchMedianHz = pitch.Median,
            PitchLowHz = pitch.Low,
            PitchHighHz = pitch.High,
            PitchRangeSemitones = pitch.RangeSemitones,
            PitchDeviationSemitones = pitch.DeviationSemitones,
            PitchSlopeSemitones = pitch.SlopeSemitones,
            VoicedFraction = track.Grid.Count > 0 ? (double)track.VoicedCount / track.Grid.Count : null,
            IntensityDecibels = signal.IsSilent ? null : SoundLevel.Decibels(signal.Power),
            IntensityRangeDecibels = activity.RangeDecibels,
            LoudnessLow = spectra.LoudnessAt(0.2),
            LoudnessMedian = spectra.LoudnessAt(0.5),
            LoudnessHigh = spectra.LoudnessAt(0.8),
            SyllablesPerSecond = SpeakingRate.PerSecond(SyllableCounter.Count(activity, track), activity.SpeechSeconds),
            WordsPerSecond = SpeakingRate.OfWords(transcript, activity, _options),
            PauseFraction = activity.PauseFraction,
            LongestPauseSeconds = activity.LongestPauseSeconds,
            JitterLocal = Perturbation.Jitter(pulses),
            ShimmerLocal = Perturbation.Shimmer(signal, pulses),
            HarmonicsToNoiseDecibels = new HarmonicityMeter(signal, _options).Mean(cancellationToken),
            SpectralTilt = spectra.Tilt,
            SpectralCentroidHz = spectra.CentroidHz,
            AlphaRatioDecibels = spectra.AlphaRatio,
            HammarbergIndexDecibels = spectra.HammarbergIndex,
            SpectralSlopeLow = spectra.SlopeLow,
            SpectralSlopeMiddle = spectra.SlopeMiddle,
            SpectralFlux = spectra.Flux,
        };
    }
}
