namespace Emotion.Ambiguity.Extraction;

/// <summary>How a <see cref="SamplingExtractor"/> draws answers. Immutable and thread-safe.</summary>
public sealed record SamplingOptions
{
    /// <summary>How many answers are drawn, 1 to 1,000. The default is 16: a share of votes is then known within about .12 (one standard error at .5).</summary>
    public int Samples { get; init; } = 16;

    /// <summary>The sampling temperature, finite and above 0. The default is 1: the model's own distribution of answers.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>How each answer is read. The default looks for what the prompt asks for.</summary>
    public TextExtractionOptions Answers { get; init; } = new();

    internal void Validate(List<string> faults)
    {
        if (Samples is < 1 or > 1000) faults.Add($"Samples must be from 1 to 1000 but is {Samples}.");
        if (!(Temperature > 0) || double.IsInfinity(Temperature)) faults.Add($"Temperature must be finite and above 0 but is {Temperature}.");
        if (Answers is null) faults.Add("Answers is null.");
        else Answers.Validate(faults);
    }
}
