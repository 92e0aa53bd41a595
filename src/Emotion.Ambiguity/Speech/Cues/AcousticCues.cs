namespace Emotion.Ambiguity.Speech.Cues;

/// <summary>How a clip sounds, in figures. docs/cues.md has the formulas. Immutable and thread-safe.</summary>
/// <remarks>A figure that the clip does not give (no voiced frame, shorter than a window, silence) is null, never NaN.</remarks>
public sealed record AcousticCues
{
    /// <summary>How many cues there are.</summary>
    internal static readonly int Count = Enum.GetValues<AcousticCue>().Length;

    /// <summary>The length of the clip, samples / rate.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The figure of a cue; null where the clip does not give it.</summary>
    /// <param name="cue">The cue.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cue.</exception>
    public double? this[AcousticCue cue] => cue switch
    {
        AcousticCue.PitchMedianHz => PitchMedianHz,
        AcousticCue.PitchLowHz => PitchLowHz,
        AcousticCue.PitchHighHz => PitchHighHz,
        AcousticCue.PitchRangeSemitones => PitchRangeSemitones,
        AcousticCue.PitchDeviationSemitones => PitchDeviationSemitones,
        AcousticCue.PitchSlopeSemitones => PitchSlopeSemitones,
        AcousticCue.VoicedFraction => VoicedFraction,
        AcousticCue.IntensityDecibels => IntensityDecibels,
        AcousticCue.IntensityRangeDecibels => IntensityRangeDecibels,
        AcousticCue.LoudnessLow => LoudnessLow,
        AcousticCue.LoudnessMedian => LoudnessMedian,
        AcousticCue.LoudnessHigh => LoudnessHigh,
        AcousticCue.SyllablesPerSecond => SyllablesPerSecond,
        AcousticCue.WordsPerSecond => WordsPerSecond,
        AcousticCue.PauseFraction => PauseFraction,
        AcousticCue.LongestPauseSeconds => LongestPauseSeconds,
        AcousticCue.JitterLocal => JitterLocal,
        AcousticCue.ShimmerLocal => ShimmerLocal,
        AcousticCue.HarmonicsToNoiseDecibels => HarmonicsToNoiseDecibels,
        AcousticCue.SpectralTilt => SpectralTilt,
        AcousticCue.SpectralCentroidHz => SpectralCentroidHz,
        AcousticCue.AlphaRatioDecibels => AlphaRatioDecibels,
        AcousticCue.HammarbergIndexDecibels => HammarbergIndexDecibels,
        AcousticCue.SpectralSlopeLow => SpectralSlopeLow,
        AcousticCue.SpectralSlopeMiddle => SpectralSlopeMiddle,
        AcousticCue.SpectralFlux => SpectralFlux,
        _ => throw new ArgumentOutOfRangeException(nameof(cue), cue, "There is no such acoustic cue."),
    };

    /// <summary>The median pitch of the voiced frames, in Hz.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? PitchMedianHz { get; init => field = Finite(value, nameof(PitchMedianHz)); }

    /// <summary>The 10th percentile of the pitch, in Hz.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? PitchLowHz { get; init => field = Finite(value, nameof(PitchLowHz)); }

    /// <summary>The 90th percentile of the pitch, in Hz.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? PitchHighHz { get; init => field = Finite(value, nameof(PitchHighHz)); }

    /// <summary>From the 10th to the 90th percentile of the pitch, in semitones, 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? PitchRangeSemitones { get; init => field = Finite(value, nameof(PitchRangeSemitones)); }

    /// <summary>The standard deviation of the pitch, in semitones, 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? PitchDeviationSemitones { get; init => field = Finite(value, nameof(PitchDeviationSemitones)); }

    /// <summary>The slope of the line of least squares through the pitch, in semitones a second; below 0 where it falls.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? PitchSlopeSemitones { get; init => field = Finite(value, nameof(PitchSlopeSemitones)); }

    /// <summary>The share of the frames that are voiced, 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? VoicedFraction { get; init => field = Finite(value, nameof(VoicedFraction)); }

    /// <summary>The mean energy of the clip, in dB re 2e-5 of full scale 1; offset left out. A sine at full scale has 90.97.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? IntensityDecibels { get; init => field = Finite(value, nameof(IntensityDecibels)); }

    /// <summary>From the 10th to the 90th percentile of the energies of speech, in dB, 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? IntensityRangeDecibels { get; init => field = Finite(value, nameof(IntensityRangeDecibels)); }

    /// <summary>The 20th percentile of the loudness of speech: the sum over 26 mel bands of power^0.3; no unit, above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? LoudnessLow { get; init => field = Finite(value, nameof(LoudnessLow)); }

    /// <summary>The median of the loudness of speech, as <see cref="LoudnessLow"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? LoudnessMedian { get; init => field = Finite(value, nameof(LoudnessMedian)); }

    /// <summary>The 80th percentile of the loudness of speech, as <see cref="LoudnessLow"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? LoudnessHigh { get; init => field = Finite(value, nameof(LoudnessHigh)); }

    /// <summary>Voiced peaks of energy a second of speech, pauses left out: about the syllables.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? SyllablesPerSecond { get; init => field = Finite(value, nameof(SyllablesPerSecond)); }

    /// <summary>Words a second of speech, pauses left out; null without a transcript.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? WordsPerSecond { get; init => field = Finite(value, nameof(WordsPerSecond)); }

    /// <summary>The share of the time from the first to the last speech that is pauses, 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? PauseFraction { get; init => field = Finite(value, nameof(PauseFraction)); }

    /// <summary>The longest pause between speech, in seconds; 0 where there is none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? LongestPauseSeconds { get; init => field = Finite(value, nameof(LongestPauseSeconds)); }

    /// <summary>The mean difference of neighbouring periods, as a share of the mean period.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? JitterLocal { get; init => field = Finite(value, nameof(JitterLocal)); }

    /// <summary>The mean difference of neighbouring amplitudes, as a share of the mean amplitude.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? ShimmerLocal { get; init => field = Finite(value, nameof(ShimmerLocal)); }

    /// <summary>The mean harmonics-to-noise ratio of the periodic frames, in dB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? HarmonicsToNoiseDecibels { get; init => field = Finite(value, nameof(HarmonicsToNoiseDecibels)); }

    /// <summary>The slope of the mean voiced spectrum from 100 Hz to 5 kHz, in dB an octave; below 0 in nearly all voices.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? SpectralTilt { get; init => field = Finite(value, nameof(SpectralTilt)); }

    /// <summary>The mean frequency of the voiced frames, weighted by power, in Hz.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? SpectralCentroidHz { get; init => field = Finite(value, nameof(SpectralCentroidHz)); }

    /// <summary>The power from 1 to 5 kHz over the power from 50 Hz to 1 kHz, mean of the voiced frames, in dB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? AlphaRatioDecibels { get; init => field = Finite(value, nameof(AlphaRatioDecibels)); }

    /// <summary>The strongest bin below 2 kHz over the strongest from 2 to 5 kHz, mean of the voiced frames, in dB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? HammarbergIndexDecibels { get; init => field = Finite(value, nameof(HammarbergIndexDecibels)); }

    /// <summary>The slope of the spectrum from 0 to 500 Hz, mean of the voiced frames, in dB a kHz.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? SpectralSlopeLow { get; init => field = Finite(value, nameof(SpectralSlopeLow)); }

    /// <summary>The slope of the spectrum from 500 to 1,500 Hz, mean of the voiced frames, in dB a kHz.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? SpectralSlopeMiddle { get; init => field = Finite(value, nameof(SpectralSlopeMiddle)); }

    /// <summary>How much the shape of the spectrum changes from voiced frame to voiced frame: 0 to the square root of 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or infinite.</exception>
    public double? SpectralFlux { get; init => field = Finite(value, nameof(SpectralFlux)); }

    private static double? Finite(double? value, string name) =>
        value is null || double.IsFinite(value.Value) ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite, or null where it is not known.");
}
