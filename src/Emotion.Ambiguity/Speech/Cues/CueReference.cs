using System.Collections.Immutable;
using Emotion.Ambiguity.Speech.Cues.Norms;

namespace Emotion.Ambiguity.Speech.Cues;

/// <summary>The percentiles of cues over a set of clips, for speakers of whom nothing is known. Immutable and thread-safe.</summary>
/// <remarks>
/// The built-in ones come from acted speech, close to the microphone: docs/cues.md says which. Loudness depends on the recording's gain, so
/// for recordings of your own a reference of your own (<see cref="FromClips"/>) is better.
/// </remarks>
public sealed class CueReference : ICueNormalizer
{
    /// <summary>The fewest clips that a reference is made of.</summary>
    public const int MinClips = 10;

    private readonly ImmutableArray<CueQuantiles> _parts;

    private CueReference(string source, ImmutableArray<CueQuantiles> parts) => (Source, _parts) = (source, parts);

    /// <summary>Low voices (men): EMO-DB and CREMA-D.</summary>
    public static CueReference LowVoices { get; } = new(ReferenceTables.LowSource, [ReferenceTables.Low]);

    /// <summary>High voices (women): EMO-DB and CREMA-D.</summary>
    public static CueReference HighVoices { get; } = new(ReferenceTables.HighSource, [ReferenceTables.High]);

    /// <summary>Low and high voices, half each: what is used where nothing else is said.</summary>
    public static CueReference AllVoices { get; } = Mix(LowVoices, HighVoices);

    /// <summary>Which clips it was made of.</summary>
    public string Source { get; }

    /// <summary>Makes a reference of clips.</summary>
    /// <param name="clips">What was measured, at least <see cref="MinClips"/> clips; a cue that fewer of them give has no percentile.</param>
    /// <param name="source">Which clips these are, for those who ask later.</param>
    /// <returns>The reference.</returns>
    /// <exception cref="ArgumentException">There are too few clips, or the source is empty.</exception>
    public static CueReference FromClips(IEnumerable<AcousticCues> clips, string source)
    {
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        AcousticCues[] all = [.. clips];
        if (all.Length < MinClips) throw new ArgumentException($"A reference needs at least {MinClips} clips, but there are {all.Length}.", nameof(clips));
        return new CueReference(source, [CueQuantiles.Of(all, MinClips)]);
    }

    /// <summary>Joins references, each with the same weight whatever its number of clips: a percentile is the mean of theirs.</summary>
    /// <param name="references">At least one.</param>
    /// <returns>The reference.</returns>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static CueReference Mix(params IEnumerable<CueReference> references)
    {
        ArgumentNullException.ThrowIfNull(references);
        CueReference[] all = [.. references];
        if (all.Length == 0) throw new ArgumentException("There is no reference to mix.", nameof(references));
        if (all.Any(r => r._parts.Length != 1)) throw new ArgumentException("A mixture cannot be mixed again; mix what it was made of.", nameof(references));
        return new CueReference(string.Join("; ", all.Select(r => r.Source)), [.. all.SelectMany(r => r._parts)]);
    }

    /// <summary>The percentile of a figure.</summary>
    /// <param name="cue">The cue.</param>
    /// <param name="value">The figure, finite.</param>
    /// <returns>0 (as low as the lowest clip or lower) to 1; the middle of those that are equal; null where nothing is known of the cue.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cue, or the figure is not finite.</exception>
    public double? PercentileOf(AcousticCue cue, double value)
    {
        if (!Enum.IsDefined(cue)) throw new ArgumentOutOfRangeException(nameof(cue), cue, "There is no such acoustic cue.");
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "The figure of a cue must be finite.");
        var (sum, count) = (0d, 0);
        foreach (var part in _parts)
        {
            if (part.PercentileOf(cue, value) is { } percentile) (sum, count) = (sum + percentile, count + 1);
        }

        return count > 0 ? sum / count : null;
    }

    /// <inheritdoc/>
    /// <remarks>The speaker makes no difference.</remarks>
    public NormalizedCues Normalize(AcousticCues cues, string? speaker)
    {
        ArgumentNullException.ThrowIfNull(cues);
        return NormalizedCues.Create(cue => cues[cue] is { } value ? PercentileOf(cue, value) : null);
    }
}
