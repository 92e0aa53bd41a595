using System.Collections.Immutable;

namespace Emotion.Ambiguity.Distributions.Annotations;

/// <summary>What one rater heard in one item.</summary>
/// <remarks>Immutable and thread-safe. Labels are names or surface forms; which taxonomy they belong to is settled by <see cref="EmotionAnnotations"/>.</remarks>
public sealed record RaterVote
{
    private readonly double _weight = 1;

    /// <summary>Creates a vote.</summary>
    /// <param name="primaryLabel">The emotion that the rater named first. Not empty.</param>
    /// <param name="secondaryLabels">Further emotions that the rater heard as well; may be none.</param>
    /// <exception cref="ArgumentException">A label is empty.</exception>
    public RaterVote(string primaryLabel, params IEnumerable<string> secondaryLabels)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryLabel);
        ArgumentNullException.ThrowIfNull(secondaryLabels);
        PrimaryLabel = primaryLabel;
        SecondaryLabels = [.. secondaryLabels];
        foreach (var label in SecondaryLabels) ArgumentException.ThrowIfNullOrWhiteSpace(label, nameof(secondaryLabels));
    }

    /// <summary>The emotion that the rater named first.</summary>
    public string PrimaryLabel { get; }

    /// <summary>Further emotions that the rater heard as well.</summary>
    public ImmutableArray<string> SecondaryLabels { get; }

    /// <summary>Who voted, or null where the corpus does not say.</summary>
    public string? RaterId { get; init; }

    /// <summary>How much this rater counts; no unit, a finite number of at least 0. The default is 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double Weight
    {
        get => _weight;
        init
        {
            if (!(value >= 0) || double.IsInfinity(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "A rater's weight must be finite and at least 0.");
            _weight = value;
        }
    }
}
