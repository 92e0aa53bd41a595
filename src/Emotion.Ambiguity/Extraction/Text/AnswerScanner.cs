namespace Emotion.Ambiguity.Extraction.Text;

/// <summary>Finds the labels, the numbers and the other names of an answer, in order, with what stands between them.</summary>
internal sealed class AnswerScanner
{
    // "sexual lust", "mixed feelings of doubt": longer runs of words are prose.
    private const int LongestName = 4;
    private readonly List<AnswerToken> _tokens;
    private readonly LabelMatcher _labels;
    private readonly NumberReader _numbers;
    private readonly List<AnswerEntity> _entities;
    private AnswerGap _gap;
    private bool _isNegated;
    private int _line;
    private int _column;
    private int _at;

    private AnswerScanner(List<AnswerToken> tokens, LabelMatcher labels) =>
        (_tokens, _labels, _numbers, _entities) = (tokens, labels, new NumberReader(tokens), new List<AnswerEntity>(Math.Min(64, (tokens.Count / 2) + 1)));

    /// <summary>Scans an answer.</summary>
    /// <param name="tokens">An answer's tokens; not kept.</param>
    /// <param name="labels">The labels to look for.</param>
    public static List<AnswerEntity> Scan(List<AnswerToken> tokens, LabelMatcher labels)
    {
        var scanner = new AnswerScanner(tokens, labels);
        while (scanner._at < scanner._tokens.Count) scanner.Next();
        return scanner._entities;
    }

    private void Next()
    {
        var token = _tokens[_at];
        if (_labels.TryMatch(_tokens, _at, out var label, out var end)) Label(label, end);
        else if (token.IsNumber) Number();
        else if (token.IsWord) Words();
        else Symbol(token);
    }

    private void Label(int label, int end)
    {
        // "not angry: 50%" gives its half to something else than anger.
        var isOther = _at > 0 && _tokens[_at - 1] is { IsWord: true, Text: "not" or "non" };
        Add(isOther ? AnswerEntityKind.Other : AnswerEntityKind.Label, isOther ? _at - 1 : _at, end, label: isOther ? -1 : label);
    }

    private void Number()
    {
        if (_numbers.IsListNumber(_at))
        {
            _at += 2;
            return;
        }

        var (value, unit, end) = _numbers.Read(_at);
        if (unit == NumberUnit.Plain && end < _tokens.Count && _tokens[end].IsWord && AnswerWords.IsQuantity(_tokens[end].Text))
        {
            // "10 dB", "2 times more likely": no share of anything.
            _gap.AddWords(1);
            _at = end;
            return;
        }

        Add(AnswerEntityKind.Number, _at, end, value: value, unit: unit);
    }

    private void Symbol(AnswerToken token)
    {
        _at++;
        if (token.Kind == AnswerTokenKind.Joiner) return;
        if (!token.Is('-')) _isNegated = false;
        _gap.AddSymbol(token.Symbol);
        if (token.Is('\n')) (_line, _column) = (_line + 1, 0);
        else if (token.Is('|')) _column++;
    }

    private void Words()
    {
        var start = _at;
        var end = start;
        while (end < _tokens.Count && (_tokens[end].IsWord || _tokens[end].Kind == AnswerTokenKind.Joiner) && !_labels.TryMatch(_tokens, end, out _, out _)) end++;
        if (end == start + 1 && AnswerWords.IsNotANumber(_tokens[start].Text) && _gap.Colons > 0)
        {
            Add(AnswerEntityKind.Number, start, end, value: double.NaN);
            return;
        }

        // Words that lead straight to a label, or follow one, belong to it: "slight anger", "anger level".
        var (first, last) = Trim(start, end);
        var followsLabel = _gap.IsUnbroken && _entities is [.., { Kind: AnswerEntityKind.Label }] && first == start;
        var leadsToLabel = end < _tokens.Count && (_tokens[end].IsWord || _tokens[end].IsNumber) && _labels.TryMatch(_tokens, end, out _, out _);
        var count = CountWords(first, last);
        if (count is > 0 and <= LongestName && !followsLabel && !leadsToLabel)
        {
            Skip(start, first);
            Add(AnswerEntityKind.Other, first, last, wordCount: count, isTotal: AnswerWords.IsTotal(_tokens[first].Text));
            Skip(last, end);
        }
        else
        {
            Skip(start, end);
        }

        _at = end;
    }

    private (int First, int Last) Trim(int start, int end)
    {
        // A compound ("non-neutral") and "mixed feelings" stay whole.
        while (start < end && IsEmpty(_tokens[start]) && !(start + 1 < end && _tokens[start + 1].Kind == AnswerTokenKind.Joiner)) start++;
        while (end > start && IsEmpty(_tokens[end - 1]) && !(end - 1 > start && AnswerWords.IsEmotionNoun(_tokens[end - 1].Text))) end--;
        return (start, end);

        static bool IsEmpty(AnswerToken token) =>
            token.Kind == AnswerTokenKind.Joiner || AnswerWords.IsFiller(token.Text) || token.Text is "and" or "but" || AnswerWords.IsNegation(token.Text);
    }

    private int CountWords(int start, int end)
    {
        var count = 0;
        for (var i = start; i < end && count <= LongestName; i++)
        {
            if (_tokens[i].IsWord) count++;
        }

        return count;
    }

    private void Skip(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (!_tokens[i].IsWord) continue;
            var word = _tokens[i].Text;
            if (AnswerWords.IsNegation(word)) _isNegated = true;
            else if (AnswerWords.EndsNegation(word)) _isNegated = false;
            if (word is "and") _gap.AddAnd();
            else if (AnswerWords.IsFiller(word)) _gap.AddFiller();
            else _gap.AddWords(1);
        }
    }

    private void Add(
        AnswerEntityKind kind, int start, int end, int label = -1, int wordCount = 1, bool isTotal = false, double value = 0, NumberUnit unit = NumberUnit.Plain)
    {
        _entities.Add(new AnswerEntity
        {
            Kind = kind,
            Start = _tokens[start].Start,
            End = _tokens[end - 1].End,
            Line = _line,
            Column = _column,
            Gap = _gap,
            Label = label,
            WordCount = wordCount,
            Value = value,
            Unit = unit,
            IsNegated = _isNegated,
            IsTotal = isTotal,
        });
        _gap = default;
        _at = end;
    }
}
