using System.Collections.Immutable;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LanguageModels.Batching;

namespace Emotion.Ambiguity.LlamaCpp.Text;

/// <summary>A layout for models without a chat template: the instruction, then a dialogue with named speakers. Thread-safe.</summary>
internal sealed class PlainTextTemplate : IChatTemplate
{
    public ChatTemplateSource Source => ChatTemplateSource.PlainText;

    public ImmutableArray<ChatTemplatePiece> Render(ImmutableArray<PromptMessage> messages)
    {
        var pieces = new PieceBuilder();
        for (var i = 0; i < messages.Length; i++)
        {
            pieces.AddMarkup(messages[i].Role switch
            {
                PromptRole.System => "",
                PromptRole.User => "User: ",
                _ => "Assistant: ",
            });
            pieces.AddMessage(messages[i], i);
            pieces.AddMarkup("\n\n");
        }

        pieces.AddMarkup("Assistant:");
        return pieces.Build();
    }
}
