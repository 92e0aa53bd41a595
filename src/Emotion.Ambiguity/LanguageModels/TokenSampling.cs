namespace Emotion.Ambiguity.LanguageModels;

/// <summary>How the next token is chosen. Immutable and thread-safe.</summary>
public sealed record TokenSampling
{
    /// <summary>Always the likeliest token. The default of the whole library: the same input gives the same answer.</summary>
    public static TokenSampling Greedy { get; } = new();

    /// <summary>Divides the logits before the softmax; no unit, 0 or more. 0 means the likeliest token. The default is 0.</summary>
    public double Temperature { get; init; }

    /// <summary>Starts the random numbers; the same seed gives the same answer. The default is 0.</summary>
    public int Seed { get; init; }

    internal void Validate(List<string> faults)
    {
        if (!(Temperature >= 0) || double.IsInfinity(Temperature)) faults.Add($"Temperature must be a finite number of at least 0 but is {Temperature}.");
    }
}
