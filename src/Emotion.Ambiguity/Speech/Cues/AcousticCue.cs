namespace Emotion.Ambiguity.Speech.Cues;

/// <summary>A cue that is measured; the order is that of <see cref="NormalizedCues.ToVector"/>. <see cref="AcousticCueNames"/> has their names.</summary>
public enum AcousticCue
{
    /// <summary><see cref="AcousticCues.PitchMedianHz"/>.</summary>
    PitchMedianHz,

    /// <summary><see cref="AcousticCues.PitchLowHz"/>.</summary>
    PitchLowHz,

    /// <summary><see cref="AcousticCues.PitchHighHz"/>.</summary>
    PitchHighHz,

    /// <summary><see cref="AcousticCues.PitchRangeSemitones"/>.</summary>
    PitchRangeSemitones,

    /// <summary><see cref="AcousticCues.PitchDeviationSemitones"/>.</summary>
    PitchDeviationSemitones,

    /// <summary><see cref="AcousticCues.PitchSlopeSemitones"/>.</summary>
    PitchSlopeSemitones,

    /// <summary><see cref="AcousticCues.VoicedFraction"/>.</summary>
    VoicedFraction,

    /// <summary><see cref="AcousticCues.IntensityDecibels"/>.</summary>
    IntensityDecibels,

    /// <summary><see cref="AcousticCues.IntensityRangeDecibels"/>.</summary>
    IntensityRangeDecibels,

    /// <summary><see cref="AcousticCues.LoudnessLow"/>.</summary>
    LoudnessLow,

    /// <summary><see cref="AcousticCues.LoudnessMedian"/>.</summary>
    LoudnessMedian,

    /// <summary><see cref="AcousticCues.LoudnessHigh"/>.</summary>
    LoudnessHigh,

    /// <summary><see cref="AcousticCues.SyllablesPerSecond"/>.</summary>
    SyllablesPerSecond,

    /// <summary><see cref="AcousticCues.WordsPerSecond"/>.</summary>
    WordsPerSecond,

    /// <summary><see cref="AcousticCues.PauseFraction"/>.</summary>
    PauseFraction,

    /// <summary><see cref="AcousticCues.LongestPauseSeconds"/>.</summary>
    LongestPauseSeconds,

    /// <summary><see cref="AcousticCues.JitterLocal"/>.</summary>
    JitterLocal,

    /// <summary><see cref="AcousticCues.ShimmerLocal"/>.</summary>
    ShimmerLocal,

    /// <summary><see cref="AcousticCues.HarmonicsToNoiseDecibels"/>.</summary>
    HarmonicsToNoiseDecibels,

    /// <summary><see cref="AcousticCues.SpectralTilt"/>.</summary>
    SpectralTilt,

    /// <summary><see cref="AcousticCues.SpectralCentroidHz"/>.</summary>
    SpectralCentroidHz,

    /// <summary><see cref="AcousticCues.AlphaRatioDecibels"/>.</summary>
    AlphaRatioDecibels,

    /// <summary><see cref="AcousticCues.HammarbergIndexDecibels"/>.</summary>
    HammarbergIndexDecibels,

    /// <summary><see cref="AcousticCues.SpectralSlopeLow"/>.</summary>
    SpectralSlopeLow,

    /// <summary><see cref="AcousticCues.SpectralSlopeMiddle"/>.</summary>
    SpectralSlopeMiddle,

    /// <summary><see cref="AcousticCues.SpectralFlux"/>.</summary>
    SpectralFlux,
}
