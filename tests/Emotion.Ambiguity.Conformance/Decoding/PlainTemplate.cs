using System.Collections.Immutable;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LanguageModels.Batching;

namespace Emotion.Ambiguity.Conformance.Decoding;

/// <summary>Each message between a role letter and a bar; the answer begins after "A".</summary>
public sealed class PlainTemplate : IChatTemplate
{
    public ChatTemplateSource Source => ChatTemplateSource.Model;

    public ImmutableArray<ChatTemplatePiece> Render(ImmutableArray<PromptMessage> messages)
    {
        var pieces = ImmutableArray.CreateBuilder<ChatTemplatePiece>();
        for (var i = 0; i < messages.Length; i++)
        {
            pieces.Add(ChatTemplatePiece.OfMarkup(messages[i].Role.ToString()[..1]));
            foreach (var part in messages[i].Parts) pieces.Add(ChatTemplatePiece.OfContent(part, i));
            pieces.Add(ChatTemplatePiece.OfMarkup("|"));
        }

        pieces.Add(ChatTemplatePiece.OfMarkup("A"));
        return pieces.ToImmutable();
    }
}
