namespace Emotion.Ambiguity.Extraction.Text;

internal enum AnswerEntityKind
{
    Label,

    /// <summary>A short run of words that may be an emotion outside the taxonomy.</summary>
    Other,
    Number,
}

internal enum NumberUnit
{
    /// <summary>A bare number: a percentage or a fraction of 1, which the whole answer decides.</summary>
    Plain,
    Percent,

    /// <summary>A share of 1: "7/10".</summary>
    Share,
}

/// <summary>A label, a number, or a word that may be an emotion of another taxonomy, and what stands before it.</summary>
internal sealed class AnswerEntity
{
    public required AnswerEntityKind Kind { get; init; }

    public required int Start { get; init; }

    public required int End { get; init; }

    public required int Line { get; init; }

    /// <summary>The number of bars before it in its line: the column of a table.</summary>
    public required int Column { get; init; }

    public required AnswerGap Gap { get; set; }

    public int Label { get; init; } = -1;

    public int WordCount { get; init; }

    public double Value { get; init; }

    public NumberUnit Unit { get; init; }

    /// <summary>A label after "not": named, but not as the answer.</summary>
    public bool IsNegated { get; init; }

    /// <summary>"Total: 100%" takes its number but is no emotion.</summary>
    public bool IsTotal { get; init; }

    /// <summary>Has been read as part of a table or list and takes part in nothing else.</summary>
    public bool IsConsumed { get; set; }
}
