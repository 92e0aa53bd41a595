using System.Collections.Immutable;

namespace Emotion.Ambiguity.Speech.Cues;

/// <summary>How a clip sounds among others: each cue as a percentile from 0 (the lowest) to 1 (the highest). Immutable and thread-safe.</summary>
public sealed class NormalizedCues : IEquatable<NormalizedCues>
{
    private readonly double?[] _percentiles;

    private NormalizedCues(double?[] percentiles) => _percentiles = percentiles;

    /// <summary>The names of the vector's elements, in order: <see cref="AcousticCueNames.Names"/>.</summary>
    public static ImmutableArray<string> FeatureNames => AcousticCueNames.Names;

    /// <summary>The percentile of a cue, 0 to 1; null where the clip does not give it, or nothing is known to compare it with.</summary>
    /// <param name="cue">The cue.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cue.</exception>
    public double? this[AcousticCue cue] =>
        Enum.IsDefined(cue) ? _percentiles[(int)cue] : throw new ArgumentOutOfRangeException(nameof(cue), cue, "There is no such acoustic cue.");

    /// <summary>Creates one from percentiles, for a normalizer of your own.</summary>
    /// <param name="percentileOf">The percentile of each cue, 0 to 1 or null; asked once for each.</param>
    /// <returns>The cues.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A percentile is outside 0 to 1.</exception>
    public static NormalizedCues Create(Func<AcousticCue, double?> percentileOf)
    {
        ArgumentNullException.ThrowIfNull(percentileOf);
        var percentiles = new double?[AcousticCues.Count];
        for (var i = 0; i < percentiles.Length; i++)
        {
            var value = percentileOf((AcousticCue)i);
            if (value is { } number && !(number is >= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(percentileOf), number, $"The percentile of {(AcousticCue)i} must be 0 to 1.");
            percentiles[i] = value;
        }

        return new NormalizedCues(percentiles);
    }

    /// <summary>All percentiles, in the order of <see cref="FeatureNames"/>. What is missing is 0.5, the middle: it says neither high nor low.</summary>
    /// <returns>A new array.</returns>
    public double[] ToVector() => Array.ConvertAll(_percentiles, p => p ?? 0.5);

    /// <summary>Whether all percentiles are the same.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Whether they are.</returns>
    public bool Equals(NormalizedCues? other) => other is not null && _percentiles.AsSpan().SequenceEqual(other._percentiles);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NormalizedCues);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var percentile in _percentiles) hash.Add(percentile);
        return hash.ToHashCode();
    }
}
