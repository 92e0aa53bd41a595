using Emotion.Ambiguity.Prompting;

namespace Emotion.Ambiguity.Extraction;

/// <summary>How <see cref="TextDistributionExtractor"/> reads an answer.</summary>
/// <remarks>Immutable and thread-safe. The options are checked and taken over when the extractor is created.</remarks>
public sealed record TextExtractionOptions
{
    /// <summary>
    /// What to look for: a number for each label (an answer without numbers cannot be read), or one label (it gets probability 1; numbers
    /// beside it are ignored).
    /// </summary>
    /// <value>The default is null: what the recognizer's prompt asks for, and percentages where there is no prompt.</value>
    public AnswerKind? AnswerKind { get; init; }

    /// <summary>The longest answer that is read, in characters (UTF-16); what comes after is ignored. Reading takes time in proportion to it.</summary>
    /// <value>1 or more. The default is 1,000,000.</value>
    public int MaxCharacters { get; init; } = 1_000_000;

    internal void Validate(List<string> faults)
    {
        if (AnswerKind is { } kind && !Enum.IsDefined(kind)) faults.Add($"{nameof(AnswerKind)} is {AnswerKind}, which is no kind of answer.");
        if (MaxCharacters < 1) faults.Add($"{nameof(MaxCharacters)} must be 1 or more but is {MaxCharacters}.");
    }
}
