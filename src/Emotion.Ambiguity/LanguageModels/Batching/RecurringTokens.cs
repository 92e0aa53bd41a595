using System.Collections.Concurrent;

namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>
/// The tokens of texts that come with every utterance: the template's markup and the messages that all utterances share. Thread-safe.
/// </summary>
internal sealed class RecurringTokens(ITokenizer tokenizer)
{
    // A model in use has a few; a caller whose "shared" messages differ each time must not fill the memory.
    private const int Most = 64;
    private readonly ConcurrentDictionary<(string Text, TokenizationMode Mode), int[]> _known = new();

    /// <summary>The tokens; nobody may write to them.</summary>
    public int[] Of(string text, TokenizationMode mode)
    {
        if (_known.TryGetValue((text, mode), out var known)) return known;
        var tokens = tokenizer.Tokenize(text, mode);
        if (_known.Count >= Most) _known.Clear();
        _known[(text, mode)] = tokens;
        return tokens;
    }
}
