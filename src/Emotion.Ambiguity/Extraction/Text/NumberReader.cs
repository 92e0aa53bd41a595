namespace Emotion.Ambiguity.Extraction.Text;

/// <summary>Reads a number with its sign, unit, range or fraction: "-3", "20-30 %", "between 20 and 30", "7/10", "7 out of 10".</summary>
internal sealed class NumberReader(List<AnswerToken> tokens)
{
    private int _nextListNumber = 1;

    /// <summary>Reads the number that starts at a token.</summary>
    public (double Value, NumberUnit Unit, int End) Read(int start)
    {
        var (value, end) = (IsNegative(start) ? -tokens[start].Value : tokens[start].Value, start + 1);
        if (TryFraction(value, ref end) is { } share) return (share, NumberUnit.Share, end);
        var isPercent = SkipPercent(ref end);
        if (RangeEnd(start, end) is { } upper)
        {
            end = upper + 1;
            value = (value / 2) + (tokens[upper].Value / 2);
            isPercent |= SkipPercent(ref end);
        }

        // "50 ± 5": the spread is no value of its own.
        if (Symbol(end, '±') && IsNumber(end + 1))
        {
            end += 2;
            isPercent |= SkipPercent(ref end);
        }

        return (value, isPercent ? NumberUnit.Percent : NumberUnit.Plain, end);
    }

    /// <summary>Whether the number only counts the lines of a list: "1. Anger: 10%".</summary>
    public bool IsListNumber(int start)
    {
        var token = tokens[start];
        if (token.Value != Math.Floor(token.Value) || start + 2 >= tokens.Count || !tokens[start + 1].IsOneOf(".)") || !tokens[start + 2].IsWord) return false;
        var before = start > 0 && tokens[start - 1].Is('(') ? start - 2 : start - 1;
        var isAtLineStart = before < 0 || tokens[before].Is('\n');
        var continues = !isAtLineStart && _nextListNumber > 1 && token.Value == _nextListNumber && !tokens[before].IsOneOf(":=");
        if (!isAtLineStart && !continues) return false;
        if (token.Value == _nextListNumber) _nextListNumber++;
        return true;
    }

    // "anger -20%" has a dash, "anger: -20%" a minus.
    private bool IsNegative(int start)
    {
        if (start == 0 || !tokens[start - 1].Is('-')) return false;
        var isGlued = tokens[start - 1].End == tokens[start].Start;
        var before = start - 2;
        if (before < 0 || tokens[before].Is('\n')) return isGlued;
        if (tokens[before].IsOneOf(":=")) return true;
        return isGlued && !tokens[before].IsWord && !tokens[before].IsNumber && !tokens[before].IsOneOf("%)>");
    }

    private double? TryFraction(double numerator, ref int end)
    {
        var at = end;
        if (Symbol(end, '/') && IsNumber(end + 1)) at = end + 1;
        else if (Word(end, "out") && Word(end + 1, "of") && IsNumber(end + 2)) at = end + 2;
        if (at == end) return null;
        var denominator = tokens[at].Value;
        end = at + 1;
        var isDate = false;
        while (Symbol(end, '/') && IsNumber(end + 1)) (end, isDate) = (end + 2, true);

        // "60/40" shares a hundred out between two labels and is no fraction; a division by 0 gives no finite number, which is refused like NaN.
        return isDate || (numerator > 0 && numerator + denominator == 100) ? double.NaN : numerator / denominator;
    }

    private bool SkipPercent(ref int end)
    {
        if (Symbol(end, '%') || Word(end, "percent") || Word(end, "pct")) end++;
        else if (Word(end, "per") && Word(end + 1, "cent")) end += 2;
        else return false;
        return true;
    }

    private int? RangeEnd(int start, int end)
    {
        if (!IsNumber(end + 1)) return null;
        if (Symbol(end, '-') || Word(end, "to")) return end + 1;
        return Word(end, "and") && start > 0 && Word(start - 1, "between") ? end + 1 : null;
    }

    private bool Symbol(int index, char symbol) => index < tokens.Count && tokens[index].Is(symbol);

    private bool Word(int index, string word) => index < tokens.Count && tokens[index].IsWord && string.Equals(tokens[index].Text, word, StringComparison.Ordinal);

    private bool IsNumber(int index) => index < tokens.Count && tokens[index].IsNumber;
}
