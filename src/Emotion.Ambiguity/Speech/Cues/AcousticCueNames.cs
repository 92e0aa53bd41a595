using System.Collections.Immutable;

namespace Emotion.Ambiguity.Speech.Cues;

/// <summary>The names of the cues, as files and vectors write them. Pure and thread-safe.</summary>
public static class AcousticCueNames
{
    private static readonly ImmutableArray<string> InOrder =
    [
        "pitch_median_hz", "pitch_p10_hz", "pitch_p90_hz", "pitch_range_st",
        "pitch_deviation_st", "pitch_slope_st_s", "voiced_fraction", "intensity_db",
        "intensity_range_db", "loudness_p20", "loudness_p50", "loudness_p80",
        "syllable_rate", "word_rate", "pause_fraction", "longest_pause_s",
        "jitter_local", "shimmer_local", "hnr_db", "spectral_tilt_db_octave",
        "spectral_centroid_hz", "alpha_ratio_db", "hammarberg_index_db", "spectral_slope_0_500",
        "spectral_slope_500_1500", "spectral_flux",
    ];

    /// <summary>All names, in the order of <see cref="AcousticCue"/>, with their unit: "pitch_median_hz", "pitch_p10_hz" and so on.</summary>
    public static ImmutableArray<string> Names => InOrder;

    /// <summary>The name of a cue.</summary>
    /// <param name="cue">The cue.</param>
    /// <returns>The name, in lower case.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cue.</exception>
    public static string GetName(AcousticCue cue) =>
        Enum.IsDefined(cue) ? InOrder[(int)cue] : throw new ArgumentOutOfRangeException(nameof(cue), cue, "There is no such acoustic cue.");

    /// <summary>Finds the cue of a name.</summary>
    /// <param name="name">A name, in any case.</param>
    /// <param name="cue">The cue, where there is one.</param>
    /// <returns>Whether there is a cue of this name.</returns>
    public static bool TryParse(string name, out AcousticCue cue)
    {
        ArgumentNullException.ThrowIfNull(name);
        for (var i = 0; i < InOrder.Length; i++)
        {
            cue = (AcousticCue)i;
            if (InOrder[i].Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)) return true;
        }

        cue = default;
        return false;
    }
}
