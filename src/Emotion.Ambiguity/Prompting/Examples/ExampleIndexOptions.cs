namespace Emotion.Ambiguity.Prompting;

/// <summary>How an <see cref="ExampleIndex"/> chooses. Immutable and thread-safe.</summary>
public sealed record ExampleIndexOptions
{
    /// <summary>Whether classes take turns or the most alike win. The default is that classes take turns.</summary>
    public ExampleSelection Selection { get; init; }

    /// <summary>
    /// Examples that are more alike than this (cosine, -1 to 1) are left out, because they are the utterance itself. The default is 0.9999.
    /// Set it to 1 to leave nothing out but the very same words, which are always left out.
    /// </summary>
    public double SameAbove { get; init; } = 0.9999;

    internal void Validate()
    {
        var faults = new List<string>();
        if (!Enum.IsDefined(Selection)) faults.Add($"Selection has the unknown value {Selection}.");
        if (!(SameAbove is >= -1 and <= 1)) faults.Add($"SameAbove must be from -1 to 1 but is {SameAbove}.");
        Internal.OptionFaults.Throw(nameof(ExampleIndexOptions), faults, "options");
    }
}
