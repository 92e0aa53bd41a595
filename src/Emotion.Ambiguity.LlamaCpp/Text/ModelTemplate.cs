using System.Collections.Concurrent;
using System.Collections.Immutable;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LanguageModels.Batching;

namespace Emotion.Ambiguity.LlamaCpp.Text;

/// <summary>Applies a chat template to messages, so that they end where the answer begins.</summary>
/// <param name="template">The template as it stands in the model file; no zero characters.</param>
/// <param name="messages">Role and content of each; no zero characters.</param>
/// <returns>The text, or null when the library does not know the template.</returns>
internal delegate string? ChatLayout(string template, IReadOnlyList<(string Role, string Content)> messages);

/// <summary>
/// The template inside the model file. It is applied to placeholders, and its output is cut at them, so that the contents never pass
/// through it: what a speaker says can neither act as markup nor be trimmed. Thread-safe.
/// </summary>
internal sealed class ModelTemplate : IChatTemplate
{
    private const string BlankLine = "\n\n";

    // Dialogues of any length may come, each with a layout of its own.
    private const int MostLayouts = 64;
    private readonly string _template;
    private readonly ChatLayout _layout;
    private readonly ConcurrentDictionary<string, List<string>?> _layouts = new(StringComparer.Ordinal);

    private ModelTemplate(string template, ChatLayout layout) => (_template, _layout) = (template, layout);

    public ChatTemplateSource Source => ChatTemplateSource.Model;

    /// <summary>The template, or null where the library does not know it or cannot place a user's message.</summary>
    /// <param name="template">The template as it stands in the model file.</param>
    /// <param name="layout">The library that applies it.</param>
    public static ModelTemplate? TryCreate(string template, ChatLayout layout)
    {
        // The C interface ends a text at the first zero character.
        if (template.Contains('\0', StringComparison.Ordinal)) return null;
        var candidate = new ModelTemplate(template, layout);
        return candidate.Layout(["user"]) is null ? null : candidate;
    }

    public ImmutableArray<ChatTemplatePiece> Render(ImmutableArray<PromptMessage> messages)
    {
        if (Layout(messages.Select(m => Role(m.Role))) is not { } layout) return RenderFolded(messages);
        var pieces = new PieceBuilder();
        for (var i = 0; i < messages.Length; i++)
        {
            pieces.AddMarkup(layout[i]);
            pieces.AddMessage(messages[i], i);
        }

        pieces.AddMarkup(layout[^1]);
        return pieces.Build();
    }

    private ImmutableArray<ChatTemplatePiece> RenderFolded(ImmutableArray<PromptMessage> messages)
    {
        var turns = FoldSystemMessages(messages.Select((message, index) => new Turn(Role(message.Role), [(message, index)])));
        var layout = Layout(turns.Select(t => t.Role)) ?? throw new InferenceException(
            "llama.cpp",
            $"The chat template of the model has no place for the messages {string.Join(", ", messages.Select(m => Role(m.Role)))}.",
            "Use a prompt of one instruction and one user message.");
        var pieces = new PieceBuilder();
        for (var i = 0; i < turns.Count; i++)
        {
            pieces.AddMarkup(layout[i]);
            AddContents(pieces, turns[i]);
        }

        pieces.AddMarkup(layout[^1]);
        return pieces.Build();
    }

    private static void AddContents(PieceBuilder pieces, Turn turn)
    {
        for (var i = 0; i < turn.Contents.Count; i++)
        {
            if (i > 0) pieces.AddMarkup(BlankLine);
            pieces.AddMessage(turn.Contents[i].Message, turn.Contents[i].Index);
        }
    }

    /// <summary>For templates that know no system message: its content opens the next user message.</summary>
    private static List<Turn> FoldSystemMessages(IEnumerable<Turn> turns)
    {
        var folded = new List<Turn>();
        var waiting = new List<(PromptMessage Message, int Index)>();
        foreach (var turn in turns)
        {
            if (turn.Role is "system")
            {
                waiting.AddRange(turn.Contents);
                continue;
            }

            if (turn.Role is "user" && waiting.Count > 0)
            {
                folded.Add(turn with { Contents = [.. waiting, .. turn.Contents] });
                waiting.Clear();
                continue;
            }

            folded.Add(turn);
        }

        if (waiting.Count > 0) folded.Add(new Turn("user", waiting));
        return folded;
    }

    private static string Role(PromptRole role) => role switch
    {
        PromptRole.System => "system",
        PromptRole.User => "user",
        _ => "assistant",
    };

    /// <summary>The markup before, between and after the contents, or null where a content is dropped, doubled or moved. It depends on the roles alone.</summary>
    private List<string>? Layout(IEnumerable<string> roles)
    {
        var names = roles.ToArray();
        var key = string.Join(' ', names);
        if (_layouts.TryGetValue(key, out var known)) return known;
        var layout = NewLayout(names);
        if (_layouts.Count >= MostLayouts) _layouts.Clear();
        _layouts[key] = layout;
        return layout;
    }

    private List<string>? NewLayout(IEnumerable<string> roles)
    {
        var messages = roles.Select((role, i) => (Role: role, Content: $"ZQXCONTENT{i}QXZ")).ToList();
        if (_layout(_template, messages) is not { } text) return null;
        var markup = new List<string>();
        var start = 0;
        foreach (var (_, placeholder) in messages)
        {
            var at = text.IndexOf(placeholder, start, StringComparison.Ordinal);
            if (at < 0 || text.LastIndexOf(placeholder, StringComparison.Ordinal) != at || text.IndexOf(placeholder, StringComparison.Ordinal) != at) return null;
            markup.Add(text[start..at]);
            start = at + placeholder.Length;
        }

        markup.Add(text[start..]);
        return markup;
    }

    private sealed record Turn(string Role, IReadOnlyList<(PromptMessage Message, int Index)> Contents);
}
