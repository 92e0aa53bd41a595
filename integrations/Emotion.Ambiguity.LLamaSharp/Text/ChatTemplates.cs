using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.LlamaCpp.Text;
using LLama;
using LLama.Exceptions;
using LLama.Native;

namespace Emotion.Ambiguity.LLamaSharp.Text;

/// <summary>Chooses the layout for a model: its own template where llama.cpp can apply it, else plain text.</summary>
internal static class ChatTemplates
{
    public static IChatTemplate Create(SafeLlamaModelHandle model) =>
        model.GetTemplate(strict: false) is { } template && ModelTemplate.TryCreate(template, Apply) is { } known ? known : new PlainTextTemplate();

    private static string? Apply(string template, IReadOnlyList<(string Role, string Content)> messages)
    {
        var layout = new LLamaTemplate(template) { AddAssistant = true };
        foreach (var (role, content) in messages) layout.Add(role, content);
        try
        {
            return LLamaTemplate.Encoding.GetString(layout.Apply());
        }
        catch (MissingTemplateException)
        {
            return null;
        }
    }
}
