namespace Emotion.Ambiguity.LanguageModels;

/// <summary>Where the layout of system, user and assistant messages comes from.</summary>
public enum ChatTemplateSource
{
    /// <summary>The service formats the messages itself.</summary>
    Service,

    /// <summary>The template inside the model file.</summary>
    Model,

    /// <summary>The model file has no template that the engine can apply: messages are laid out as plain text.</summary>
    PlainText,
}
