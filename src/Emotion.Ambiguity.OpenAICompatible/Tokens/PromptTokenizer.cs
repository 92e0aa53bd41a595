using System.Collections.Concurrent;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.OpenAICompatible.Protocol;
using Emotion.Ambiguity.OpenAICompatible.Servers;

namespace Emotion.Ambiguity.OpenAICompatible.Tokens;

/// <summary>
/// Turns messages into token ids. The model's template is applied to placeholders and cut at them, and the pieces are kept: contents never pass through it. Thread-safe.
/// </summary>
internal sealed class PromptTokenizer(TokenServer server, string engine)
{
    private const string BlankLine = "\n\n";
    private readonly ConcurrentDictionary<string, IReadOnlyList<Piece>> _layouts = new(StringComparer.Ordinal);

    // What is the same for all utterances is tokenised once; a few instructions are all that a process has.
    private readonly ConcurrentDictionary<string, int[]> _shared = new(StringComparer.Ordinal);
    private int[]? _begin;

    public async Task<int[]> CreateAsync(RenderedPrompt prompt, CancellationToken cancellationToken)
    {
        var messages = prompt.Messages;
        var layout = await LayoutAsync([.. messages.Select(m => ChatDialect.RoleName(m.Role))], cancellationToken).ConfigureAwait(false);
        var tokens = new List<int>();
        foreach (var piece in layout)
        {
            tokens.AddRange(piece.Markup ?? await ContentAsync(messages[piece.Message].Text, piece.Message < prompt.SharedMessageCount, cancellationToken).ConfigureAwait(false));
        }

        return tokens.Count > 0 ? [.. tokens] : throw new ArgumentException("The prompt has no tokens at all.", nameof(prompt));
    }

    /// <summary>Tokenises as asked, with the begin token in front of a prompt's start.</summary>
    public async Task<int[]> TokenizeAsync(string text, TokenizationMode mode, CancellationToken cancellationToken)
    {
        var tokens = text.Length == 0 ? [] : await server.TokenizeAsync(text, mode, cancellationToken).ConfigureAwait(false);
        if (mode != TokenizationMode.PromptStart) return tokens;
        _begin ??= await server.BeginTokensAsync(cancellationToken).ConfigureAwait(false);
        return tokens.AsSpan().StartsWith(_begin) ? tokens : [.. _begin, .. tokens];
    }

    private async Task<int[]> ContentAsync(string text, bool isShared, CancellationToken cancellationToken)
    {
        if (isShared && _shared.TryGetValue(text, out var known)) return known;
        var tokens = await TokenizeAsync(text, TokenizationMode.PlainText, cancellationToken).ConfigureAwait(false);
        if (isShared && _shared.Count < 64) _shared.TryAdd(text, tokens);
        return tokens;
    }

    private async Task<IReadOnlyList<Piece>> LayoutAsync(string[] roles, CancellationToken cancellationToken)
    {
        var key = string.Join(' ', roles);
        if (_layouts.TryGetValue(key, out var known)) return known;
        var turns = roles.Select((role, i) => new Turn(role, [i])).ToList();
        var markup = await MarkupAsync(turns, cancellationToken).ConfigureAwait(false);
        if (markup is null)
        {
            turns = FoldSystemMessages(turns);
            markup = await MarkupAsync(turns, cancellationToken).ConfigureAwait(false) ?? throw new InferenceException(
                engine, $"The chat template of the model has no place for the messages {string.Join(", ", roles)}.", "Use a prompt of one instruction and one user message.");
        }

        var pieces = await TokenizeAsync(turns, markup, cancellationToken).ConfigureAwait(false);
        return _layouts.GetOrAdd(key, pieces);
    }

    /// <summary>The markup before, between and after the contents, or null where the template drops, doubles or moves one.</summary>
    private async Task<string[]?> MarkupAsync(List<Turn> turns, CancellationToken cancellationToken)
    {
        var messages = turns.Select((turn, i) => new ChatMessage(turn.Role, $"ZQXCONTENT{i}QXZ")).ToArray();
        if (await server.LayOutAsync(messages, cancellationToken).ConfigureAwait(false) is not { } text) return null;
        var markup = new List<string>();
        var start = 0;
        foreach (var (_, placeholder) in messages)
        {
            var at = text.IndexOf(placeholder, start, StringComparison.Ordinal);
            if (at < 0 || text.LastIndexOf(placeholder, StringComparison.Ordinal) != at || text.IndexOf(placeholder, StringComparison.Ordinal) != at) return null;
            markup.Add(text[start..at]);
            start = at + placeholder.Length;
        }

        return [.. markup, text[start..]];
    }

    private async Task<IReadOnlyList<Piece>> TokenizeAsync(List<Turn> turns, string[] markup, CancellationToken cancellationToken)
    {
        var pieces = new List<Piece>();
        for (var i = 0; i < turns.Count; i++)
        {
            pieces.Add(new Piece(await TokenizeAsync(markup[i], i == 0 ? TokenizationMode.PromptStart : TokenizationMode.Template, cancellationToken).ConfigureAwait(false), -1));
            foreach (var message in turns[i].Messages)
            {
                if (message != turns[i].Messages[0]) pieces.Add(new Piece(await TokenizeAsync(BlankLine, TokenizationMode.Template, cancellationToken).ConfigureAwait(false), -1));
                pieces.Add(new Piece(null, message));
            }
        }

        pieces.Add(new Piece(await TokenizeAsync(markup[^1], TokenizationMode.Template, cancellationToken).ConfigureAwait(false), -1));
        return pieces;
    }

    /// <summary>For templates that know no system message: its content opens the next user message.</summary>
    private static List<Turn> FoldSystemMessages(List<Turn> turns)
    {
        var folded = new List<Turn>();
        var waiting = new List<int>();
        foreach (var turn in turns)
        {
            if (turn.Role is "system")
            {
                waiting.AddRange(turn.Messages);
            }
            else if (turn.Role is "user" && waiting.Count > 0)
            {
                folded.Add(turn with { Messages = [.. waiting, .. turn.Messages] });
                waiting.Clear();
            }
            else
            {
                folded.Add(turn);
            }
        }

        if (waiting.Count > 0) folded.Add(new Turn("user", waiting));
        return folded;
    }

    /// <summary>Markup as tokens, or the position of a message.</summary>
    private sealed record Piece(int[]? Markup, int Message);

    private sealed record Turn(string Role, IReadOnlyList<int> Messages);
}
