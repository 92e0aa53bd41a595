using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.Extraction.Text;

internal enum AnswerTokenKind
{
    Word,
    Number,
    Symbol,

    /// <summary>A hyphen inside a compound word.</summary>
    Joiner,
}

/// <summary>A piece of an answer.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it starts in the answer.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Text">A word or number, folded; empty for others.</param>
/// <param name="Value">The value of a number.</param>
/// <param name="Symbol">Which symbol, in its plain ASCII form.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AnswerToken(AnswerTokenKind Kind, int Start, int End, string Text, double Value, char Symbol)
{
    public bool IsWord => Kind == AnswerTokenKind.Word;

    public bool IsNumber => Kind == AnswerTokenKind.Number;

    public bool Is(char symbol) => Kind == AnswerTokenKind.Symbol && Symbol == symbol;

    public bool IsOneOf(string symbols) => Kind == AnswerTokenKind.Symbol && symbols.Contains(Symbol, StringComparison.Ordinal);
}
