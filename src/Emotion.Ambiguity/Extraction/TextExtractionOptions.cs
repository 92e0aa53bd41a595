namespace Emotion.Ambiguity.Extraction;

/// <summary>How <see cref="TextDistributionExtractor"/> reads an answer.</summary>
/// <remarks>Immutable and thread-safe. The options are checked and taken over when the extractor is created.</remarks>
public sealed class TextExtractionOptions
{
    /// <summary>What the prompt asked for.</summary>
    /// <value>The default is <see cref="TextAnswerKind.Percentages"/>.</value>
    public TextAnswerKind AnswerKind { get; init; } = TextAnswerKind.Percentages;

    /// <summary>The longest answer that is read, in characters (UTF-16); what comes after is ignored. Reading takes time in proportion to it.</summary>
    /// <value>1 or more. The default is 1,000,000.</value>
    public int MaxCharacters { get; init; } = 1_000_000;

    internal void Validate(List<string> faults)
    {
        if (!Enum.IsDefined(AnswerKind)) faults.Add($"{nameof(AnswerKind)} is {AnswerKind}, which is no kind of answer.");
        if (MaxCharacters < 1) faults.Add($"{nameof(MaxCharacters)} must be 1 or more but is {MaxCharacters}.");
    }
}
