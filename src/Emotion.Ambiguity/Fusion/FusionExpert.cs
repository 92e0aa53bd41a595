namespace Emotion.Ambiguity.Fusion;

/// <summary>An expert of a product, and how much it counts. Immutable and thread-safe.</summary>
public sealed record FusionExpert
{
    internal const double LargestWeight = 1e6;

    /// <summary>Creates an expert.</summary>
    /// <param name="name">Its name; in a <see cref="FusedRecognizer"/> the member and its extractor ("text/likelihood").</param>
    /// <param name="weight">The power that its probabilities are taken to, from 0 to 1e6; 0 leaves it out, above 1 sharpens it.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is out of range.</exception>
    public FusionExpert(string name, double weight)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!(weight is >= 0 and <= LargestWeight)) throw new ArgumentOutOfRangeException(nameof(weight), weight, $"The weight of \"{name}\" must be from 0 to {LargestWeight} but is {weight}.");
        (Name, Weight) = (name, weight);
    }

    /// <summary>The expert's name.</summary>
    public string Name { get; }

    /// <summary>The power that its probabilities are taken to.</summary>
    public double Weight { get; }
}
