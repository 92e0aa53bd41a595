using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.LlamaCpp.Interop;
using Microsoft.Extensions.Logging;

namespace Emotion.Ambiguity.LlamaCpp.Text;

/// <summary>Chooses the layout for a model.</summary>
internal static class ChatTemplates
{
    /// <summary>The model's own template where the library can apply it, else plain text.</summary>
    public static IChatTemplate Create(string? template, ILogger logger)
    {
        if (template is null)
        {
            logger.LogWarning("The model file has no chat template; messages are laid out as plain text.");
            return new PlainTextTemplate();
        }

        if (ModelTemplate.TryCreate(template, NativeChatTemplate.Apply) is { } known) return known;
        logger.LogWarning("llama.cpp cannot apply the chat template of the model file; messages are laid out as plain text.");
        return new PlainTextTemplate();
    }
}
