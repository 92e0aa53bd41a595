namespace Emotion.Ambiguity.LanguageModels;

/// <summary>How control tokens written in a text are read.</summary>
public enum TokenizationMode
{
    /// <summary>Everything is plain text, also what looks like a control token. For transcripts, labels, anything from outside.</summary>
    PlainText,

    /// <summary>Control tokens written in the text count as such. For pieces of a chat template only.</summary>
    Template,

    /// <summary>As <see cref="Template"/>, with the begin-of-text token in front where the model wants one and the text does not bring it.</summary>
    PromptStart,
}
