using System.Collections.Concurrent;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.OpenAICompatible.Http;
using Emotion.Ambiguity.OpenAICompatible.Servers;

namespace Emotion.Ambiguity.OpenAICompatible.Tokens;

/// <summary>The server's tokenizer. Each call waits for the server. Thread-safe.</summary>
internal sealed class ServiceTokenizer(TokenServer server, PromptTokenizer prompts, string engine) : ITokenizer
{
    private readonly ConcurrentDictionary<int, bool> _isControl = new();

    public int[] Tokenize(string text, TokenizationMode mode = TokenizationMode.PlainText)
    {
        ArgumentNullException.ThrowIfNull(text);

        // Half a surrogate pair cannot be sent; it becomes U+FFFD, as in process.
        var whole = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
        return Wait(() => prompts.TokenizeAsync(whole, mode, CancellationToken.None));
    }

    public string Detokenize(ReadOnlySpan<int> tokenIds)
    {
        var ids = tokenIds.ToArray();
        foreach (var id in ids) ArgumentOutOfRangeException.ThrowIfNegative(id, nameof(tokenIds));
        return ids.Length == 0 ? "" : Wait(() => DetokenizeAsync(ids));
    }

    private async Task<string> DetokenizeAsync(int[] ids)
    {
        var text = await server.DetokenizeAsync(ids, CancellationToken.None).ConfigureAwait(false);

        // Servers write control tokens out. All families of models begin them with one of these characters.
        if (text.AsSpan().IndexOfAny('<', '[') < 0) return text;
        var plain = new List<int>();
        foreach (var id in ids)
        {
            if (!await IsControlAsync(id).ConfigureAwait(false)) plain.Add(id);
        }

        return plain.Count == ids.Length ? text : plain.Count == 0 ? "" : await server.DetokenizeAsync([.. plain], CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>A control token is one that its own text gives as markup, and not as plain text.</summary>
    private async Task<bool> IsControlAsync(int id)
    {
        if (_isControl.TryGetValue(id, out var known)) return known;
        var text = await server.DetokenizeAsync([id], CancellationToken.None).ConfigureAwait(false);
        var isControl = text.Length > 1
            && (await prompts.TokenizeAsync(text, TokenizationMode.Template, CancellationToken.None).ConfigureAwait(false)).AsSpan().SequenceEqual([id])
            && !(await prompts.TokenizeAsync(text, TokenizationMode.PlainText, CancellationToken.None).ConfigureAwait(false)).AsSpan().SequenceEqual([id]);
        return _isControl.GetOrAdd(id, isControl);
    }

    private T Wait<T>(Func<Task<T>> call)
    {
        try
        {
            // On a thread of the pool, so that no context of the caller's is waited for.
            return Task.Run(call).GetAwaiter().GetResult();
        }
        catch (ServerException e)
        {
            throw e.ToInference(engine);
        }
    }
}
