namespace Emotion.Ambiguity.Extraction;

/// <summary>How a <see cref="LabelLikelihoodExtractor"/> reads likelihoods. Immutable and thread-safe.</summary>
public sealed record LabelLikelihoodOptions
{
    /// <summary>What is compared between labels. The default is the sum of log-probabilities.</summary>
    public LikelihoodScore Score { get; init; } = LikelihoodScore.Sum;

    /// <summary>Which words stand for a label; their probabilities are added. The default is its name alone.</summary>
    public LabelWords Words { get; init; } = LabelWords.Name;

    /// <summary>Which spellings count; their probabilities are added. The default is the bare word.</summary>
    public LabelForms Forms { get; init; } = LabelForms.Bare;

    /// <summary>Divides the scores before the softmax over labels; no unit, above 0. The default is 1.</summary>
    public double Temperature { get; init; } = 1;

    internal void Validate(List<string> faults)
    {
        if (!Enum.IsDefined(Score)) faults.Add($"Score has the unknown value {Score}.");
        if (!Enum.IsDefined(Words)) faults.Add($"Words has the unknown value {Words}.");
        if (Forms == LabelForms.None || (Forms & ~LabelForms.All) != LabelForms.None) faults.Add($"Forms must be one or more of the known flags but is {(int)Forms}.");
        if (!(Temperature > 0) || double.IsInfinity(Temperature)) faults.Add($"Temperature must be a finite number above 0 but is {Temperature}.");
    }
}
