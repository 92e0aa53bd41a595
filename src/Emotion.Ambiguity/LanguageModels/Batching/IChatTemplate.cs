using System.Collections.Immutable;

namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>Lays messages out the way a model was trained to read them.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IChatTemplate
{
    /// <summary>Where the layout comes from.</summary>
    ChatTemplateSource Source { get; }

    /// <summary>Lays messages out, ending where the model's answer begins.</summary>
    /// <param name="messages">At least one message.</param>
    /// <returns>Pieces in order: markup of the template and contents of the messages, apart, so that contents can never act as markup.</returns>
    ImmutableArray<ChatTemplatePiece> Render(ImmutableArray<PromptMessage> messages);
}
