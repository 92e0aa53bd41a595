using System.Collections.Immutable;

namespace Emotion.Ambiguity.LanguageModels;

/// <summary>One message of a prompt: who speaks, and text or embeddings. Immutable and thread-safe.</summary>
public sealed class PromptMessage
{
    /// <summary>Creates a message of text.</summary>
    /// <param name="role">Who speaks.</param>
    /// <param name="text">What is said; may be empty.</param>
    public PromptMessage(PromptRole role, string text) : this(role, [new TextPart(text)])
    {
    }

    /// <summary>Creates a message of several parts.</summary>
    /// <param name="role">Who speaks.</param>
    /// <param name="parts">Text and embeddings, in order; at least one.</param>
    public PromptMessage(PromptRole role, ImmutableArray<PromptPart> parts)
    {
        if (parts.IsDefaultOrEmpty) throw new ArgumentException("A message needs at least one part.", nameof(parts));
        (Role, Parts) = (role, parts);
    }

    /// <summary>Who speaks.</summary>
    public PromptRole Role { get; }

    /// <summary>Text and embeddings, in order.</summary>
    public ImmutableArray<PromptPart> Parts { get; }

    /// <summary>The text of all text parts, joined.</summary>
    public string Text => string.Concat(Parts.OfType<TextPart>().Select(p => p.Text));
}
