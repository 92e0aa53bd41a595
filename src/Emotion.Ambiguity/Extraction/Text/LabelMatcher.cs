using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Extraction.Text;

/// <summary>Finds the surface forms of a taxonomy, also of several words, in the tokens of an answer.</summary>
internal sealed class LabelMatcher
{
    private readonly Dictionary<string, List<(string[] Words, int Label)>> _formsByFirstWord = new(StringComparer.Ordinal);

    public LabelMatcher(EmotionTaxonomy taxonomy)
    {
        for (var label = 0; label < taxonomy.Count; label++)
        {
            foreach (var form in taxonomy[label].SurfaceForms)
            {
                var words = AnswerLexer.Tokenize(form).Where(t => t.IsWord || t.IsNumber).Select(t => t.Text).ToArray();
                if (words.Length == 0) continue;
                if (!_formsByFirstWord.TryGetValue(words[0], out var forms)) _formsByFirstWord[words[0]] = forms = [];
                forms.Add((words, label));
            }
        }

        // The longest form wins: "emotional numbness" before a label "emotional".
        foreach (var forms in _formsByFirstWord.Values) forms.Sort(static (a, b) => b.Words.Length.CompareTo(a.Words.Length));
    }

    /// <summary>The label whose form starts at a token.</summary>
    /// <returns>False where none does, or where it is only part of a compound ("non-happy").</returns>
    public bool TryMatch(List<AnswerToken> tokens, int start, out int label, out int end)
    {
        (label, end) = (-1, start);
        if (!(tokens[start].IsWord || tokens[start].IsNumber) || (start > 0 && tokens[start - 1].Kind == AnswerTokenKind.Joiner)) return false;
        if (!_formsByFirstWord.TryGetValue(tokens[start].Text, out var forms)) return false;
        foreach (var (words, candidate) in forms)
        {
            if (Match(tokens, start, words) is not { } matchEnd) continue;
            (label, end) = (candidate, matchEnd);
            return true;
        }

        return false;
    }

    private static int? Match(List<AnswerToken> tokens, int start, string[] words)
    {
        var at = start;
        for (var i = 0; i < words.Length; i++, at++)
        {
            if (i > 0 && at < tokens.Count && tokens[at].Kind == AnswerTokenKind.Joiner) at++;
            if (at >= tokens.Count || !(tokens[at].IsWord || tokens[at].IsNumber) || !string.Equals(tokens[at].Text, words[i], StringComparison.Ordinal)) return null;
        }

        return at < tokens.Count && tokens[at].Kind == AnswerTokenKind.Joiner ? null : at;
    }
}
