namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>A piece of a laid-out prompt: either markup of the chat template or one part of a message.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ChatTemplatePiece
{
    private ChatTemplatePiece(string? markup, PromptPart? content, int messageIndex) => (Markup, Content, MessageIndex) = (markup, content, messageIndex);

    /// <summary>Markup of the template, in which control tokens count; null for a content.</summary>
    public string? Markup { get; }

    /// <summary>A part of a message, in which they do not; null for markup.</summary>
    public PromptPart? Content { get; }

    /// <summary>The message that a content belongs to, or -1 for markup.</summary>
    public int MessageIndex { get; }

    /// <summary>Markup.</summary>
    /// <param name="markup">The template's text.</param>
    /// <returns>The piece.</returns>
    public static ChatTemplatePiece OfMarkup(string markup)
    {
        ArgumentNullException.ThrowIfNull(markup);
        return new(markup, null, -1);
    }

    /// <summary>A part of a message.</summary>
    /// <param name="content">The part.</param>
    /// <param name="messageIndex">The position of its message in the prompt.</param>
    /// <returns>The piece.</returns>
    public static ChatTemplatePiece OfContent(PromptPart content, int messageIndex)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new(null, content, messageIndex);
    }
}
