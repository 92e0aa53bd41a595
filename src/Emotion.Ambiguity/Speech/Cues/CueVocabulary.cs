using System.Collections.Immutable;
using System.Text;
using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.Speech.Cues;

/// <summary>Which cues are told, in which words, and from which percentile on. Immutable and thread-safe.</summary>
/// <example><code>CueVocabulary.Default with { Terms = CueVocabulary.Default.Terms.Add(new CueTerm("jitter", AcousticCue.JitterLocal) { Middle = null }) }</code></example>
public sealed record CueVocabulary
{
    /// <summary>Pitch, pitch range, loudness, rate, pauses and voice, in English.</summary>
    public static CueVocabulary Default { get; } = new();

    /// <value>Percentiles below are <see cref="CueLevel.VeryLow"/>, 0 to <see cref="LowBelow"/>. The default is 0.1.</value>
    public double VeryLowBelow { get; init; } = 0.1;

    /// <value>Percentiles below are <see cref="CueLevel.Low"/>, <see cref="VeryLowBelow"/> to <see cref="HighAbove"/>. The default is 0.3.</value>
    public double LowBelow { get; init; } = 0.3;

    /// <value>Percentiles above are <see cref="CueLevel.High"/>, <see cref="LowBelow"/> to <see cref="VeryHighAbove"/>. The default is 0.7.</value>
    public double HighAbove { get; init; } = 0.7;

    /// <value>Percentiles above are <see cref="CueLevel.VeryHigh"/>, <see cref="HighAbove"/> to 1. The default is 0.9.</value>
    public double VeryHighAbove { get; init; } = 0.9;

    /// <value>What stands between the name and the word. The default is ": ".</value>
    public string Assignment { get; init; } = ": ";

    /// <value>What stands between terms. The default is "; ".</value>
    public string Separator { get; init; } = "; ";

    /// <value>What is told, in this order.</value>
    public ImmutableArray<CueTerm> Terms { get; init; } =
    [
        new("pitch", AcousticCue.PitchMedianHz),
        new("pitch range", AcousticCue.PitchRangeSemitones) { VeryLow = "very narrow", Low = "narrow", Middle = null, High = "wide", VeryHigh = "very wide" },
        // Effort shows in the spectrum too, whatever the gain: built-in references know no level (docs/cues.md).
        new("loudness", AcousticCue.IntensityDecibels, AcousticCue.AlphaRatioDecibels),
        new("rate", AcousticCue.WordsPerSecond, AcousticCue.SyllablesPerSecond) { VeryLow = "very slow", Low = "slow", High = "fast", VeryHigh = "very fast" },
        new("pauses", AcousticCue.PauseFraction) { VeryLow = null, Low = null, Middle = null, High = "some", VeryHigh = "many" },
        new("voice", AcousticCue.SpectralTilt) { VeryLow = "very breathy", Low = "breathy", Middle = null, High = "tense", VeryHigh = "very tense" },
    ];

    /// <summary>The level of a percentile. A limit itself belongs to the level nearer to the middle.</summary>
    /// <param name="percentile">0 to 1.</param>
    /// <returns>The level.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The percentile is outside 0 to 1.</exception>
    public CueLevel LevelOf(double percentile)
    {
        if (!(percentile is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(percentile), percentile, "A percentile must be 0 to 1.");
        if (percentile < VeryLowBelow) return CueLevel.VeryLow;
        if (percentile < LowBelow) return CueLevel.Low;
        if (percentile > VeryHighAbove) return CueLevel.VeryHigh;
        return percentile > HighAbove ? CueLevel.High : CueLevel.Middle;
    }

    /// <summary>Tells cues in words: "pitch: high; loudness: high; rate: fast".</summary>
    /// <param name="cues">The cues.</param>
    /// <returns>One line; empty where there is nothing to tell (silence).</returns>
    /// <exception cref="ArgumentException">The vocabulary is faulty; the message lists all faults.</exception>
    public string Describe(NormalizedCues cues)
    {
        ArgumentNullException.ThrowIfNull(cues);
        ThrowIfFaulty(nameof(cues));
        var text = new StringBuilder();
        foreach (var term in Terms)
        {
            var percentile = term.Cues.Select(cue => cues[cue]).FirstOrDefault(p => p is not null);
            if (percentile is null || term[LevelOf(percentile.Value)] is not { } word) continue;
            if (text.Length > 0) text.Append(Separator);
            text.Append(term.Name).Append(Assignment).Append(word);
        }

        return text.ToString();
    }

    /// <summary>Whether both tell the same in the same words.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Whether they do.</returns>
    public bool Equals(CueVocabulary? other) =>
        other is not null
        && (VeryLowBelow, LowBelow, HighAbove, VeryHighAbove, Assignment, Separator)
            .Equals((other.VeryLowBelow, other.LowBelow, other.HighAbove, other.VeryHighAbove, other.Assignment, other.Separator))
        && (Terms.IsDefault ? other.Terms.IsDefault : !other.Terms.IsDefault && Terms.SequenceEqual(other.Terms));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(VeryLowBelow, LowBelow, HighAbove, VeryHighAbove, Assignment, Separator, Terms.IsDefault ? 0 : Terms.Length);

    internal void ThrowIfFaulty(string parameterName)
    {
        var faults = new List<string>();
        // Written so that NaN is a fault too.
        if (!(VeryLowBelow >= 0 && LowBelow >= VeryLowBelow && HighAbove >= LowBelow && VeryHighAbove >= HighAbove && VeryHighAbove <= 1))
        {
            faults.Add($"The limits must ascend from 0 to 1 but are {VeryLowBelow} ({nameof(VeryLowBelow)}), {LowBelow} ({nameof(LowBelow)}), "
                + $"{HighAbove} ({nameof(HighAbove)}) and {VeryHighAbove} ({nameof(VeryHighAbove)}).");
        }

        if (string.IsNullOrEmpty(Assignment)) faults.Add($"{nameof(Assignment)} must not be empty.");
        if (string.IsNullOrEmpty(Separator)) faults.Add($"{nameof(Separator)} must not be empty.");
        if (Terms.IsDefaultOrEmpty) faults.Add($"{nameof(Terms)} must hold a term.");
        else
        {
            foreach (var term in Terms)
            {
                if (term is null) faults.Add($"{nameof(Terms)} must not hold null.");
                else term.Validate(faults);
            }
        }

        OptionFaults.Throw(nameof(CueVocabulary), faults, parameterName);
    }
}
