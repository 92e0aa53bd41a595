using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Emotion.Ambiguity.Speech.Cues;

/// <summary>Sets a clip's cues against those of the same speaker: whose voice is high anyway is not told to be upset.</summary>
/// <remarks>
/// Immutable and thread-safe. It learns from the clips it is made of and not from those it is asked about, so that a result does not depend
/// on what was asked before.
/// </remarks>
public sealed class SpeakerCueNormalizer : ICueNormalizer
{
    private readonly SpeakerCueOptions _options;
    private readonly Dictionary<string, double[][]> _sorted;

    private SpeakerCueNormalizer(SpeakerCueOptions options, Dictionary<string, double[][]> sorted) => (_options, _sorted) = (options, sorted);

    /// <summary>The speakers, those with too few clips among them.</summary>
    public IReadOnlyCollection<string> Speakers => _sorted.Keys;

    /// <summary>Makes a normalizer of clips with the default options.</summary>
    /// <param name="clips">Clips of one or several speakers, best of all their moods; ids are compared letter by letter.</param>
    /// <returns>The normalizer.</returns>
    public static SpeakerCueNormalizer FromClips(IEnumerable<SpeakerClip> clips) => FromClips(clips, new SpeakerCueOptions());

    /// <summary>Makes a normalizer of clips.</summary>
    /// <param name="clips">Clips of one or several speakers, best of all their moods; ids are compared letter by letter.</param>
    /// <param name="options">How to compare.</param>
    /// <returns>The normalizer.</returns>
    /// <exception cref="ArgumentException">An option is outside its range; the message lists all that are.</exception>
    public static SpeakerCueNormalizer FromClips(IEnumerable<SpeakerClip> clips, SpeakerCueOptions options)
    {
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfFaulty(nameof(options));
        var sorted = clips.GroupBy(clip => clip.Speaker, StringComparer.Ordinal).ToDictionary(
            speaker => speaker.Key,
            speaker => Enum.GetValues<AcousticCue>().Select(cue => speaker.Select(clip => clip.Cues[cue]).OfType<double>().Order().ToArray()).ToArray(),
            StringComparer.Ordinal);
        return new SpeakerCueNormalizer(options, sorted);
    }

    /// <inheritdoc/>
    /// <remarks>Cue by cue: a speaker or a cue with fewer than <see cref="SpeakerCueOptions.MinClips"/> figures is left to the fallback.</remarks>
    public NormalizedCues Normalize(AcousticCues cues, string? speaker)
    {
        ArgumentNullException.ThrowIfNull(cues);
        var fallback = _options.Fallback.Normalize(cues, speaker);
        if (speaker is null || !_sorted.TryGetValue(speaker, out var sorted)) return fallback;
        return NormalizedCues.Create(cue => cues[cue] is { } value && sorted[(int)cue].Length >= _options.MinClips
            ? PercentileIn(sorted[(int)cue], value)
            : fallback[cue]);
    }

    private double PercentileIn(double[] sorted, double value)
    {
        if (_options.Scale == CueScale.Percentile) return (sorted.Count(x => x < value) + sorted.Count(x => x <= value)) / (2d * sorted.Length);
        var (mean, deviation) = sorted.MeanStandardDeviation();
        // Without any spread there is only the same, above and below.
        if (!(deviation > 1e-12 * Math.Abs(mean))) return Math.Abs(value - mean) <= 1e-9 * Math.Abs(mean) ? 0.5 : value > mean ? 1 : 0;
        return Normal.CDF(0, 1, (value - mean) / deviation);
    }
}
