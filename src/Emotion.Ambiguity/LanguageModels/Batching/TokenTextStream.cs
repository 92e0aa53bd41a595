using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>Turns tokens into text one by one. A character of several tokens comes with its last. One caller at a time.</summary>
internal sealed class TokenTextStream(ITokenizer tokenizer)
{
    // A token's text may depend on the one before it (leading spaces), so some are kept; few, so that the time grows with the answer, not with its square.
    private const int ContextTokens = 4;
    private const int MaxWindowTokens = 32;

    private readonly List<int> _window = [];
    private int _windowCharacters;

    /// <summary>Characters handed out so far.</summary>
    public int Length { get; private set; }

    public string Append(int token)
    {
        _window.Add(token);
        var text = Detokenize();
        if (text.EndsWith('\uFFFD') || text.Length <= _windowCharacters) return "";
        var added = text[_windowCharacters..];
        _windowCharacters = text.Length;
        Length += added.Length;
        if (_window.Count >= MaxWindowTokens)
        {
            _window.RemoveRange(0, _window.Count - ContextTokens);
            _windowCharacters = Detokenize().Length;
        }

        return added;
    }

    private string Detokenize() => tokenizer.Detokenize(CollectionsMarshal.AsSpan(_window));
}
