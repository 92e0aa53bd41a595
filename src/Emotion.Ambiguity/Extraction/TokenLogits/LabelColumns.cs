using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Extraction;

/// <summary>Where the tokens of each label stand in a table of logits. Immutable and thread-safe.</summary>
internal sealed class LabelColumns
{
    private readonly int[] _tokenIds;

    public LabelColumns(LabelTokenSets tokens, StepLogits logits)
    {
        _tokenIds = logits.TokenIds.ToArray();
        Columns = Array.ConvertAll(tokens.Sets, set => Array.ConvertAll(set, logits.ColumnOf));
        Widest = Columns.Max(c => c.Length);
        Total = Columns.Sum(c => c.Length);
    }

    /// <summary>One set a label, in the order of its tokens.</summary>
    public int[][] Columns { get; }

    /// <summary>Tokens of the label that has most.</summary>
    public int Widest { get; }

    /// <summary>Tokens of all labels.</summary>
    public int Total { get; }

    public bool AreOf(StepLogits logits) => logits.TokenIds.Span.SequenceEqual(_tokenIds);
}
