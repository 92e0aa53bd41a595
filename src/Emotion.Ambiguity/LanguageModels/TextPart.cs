namespace Emotion.Ambiguity.LanguageModels;

/// <summary>Text in a message. Control tokens in it are plain text to the model. Immutable and thread-safe.</summary>
public sealed class TextPart : PromptPart
{
    /// <summary>Creates the part.</summary>
    /// <param name="text">Any text; may be empty.</param>
    public TextPart(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
