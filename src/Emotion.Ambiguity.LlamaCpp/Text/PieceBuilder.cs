using System.Collections.Immutable;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LanguageModels.Batching;

namespace Emotion.Ambiguity.LlamaCpp.Text;

/// <summary>Collects pieces, joining markup that stands side by side so that it is tokenised as one text.</summary>
internal sealed class PieceBuilder
{
    private readonly ImmutableArray<ChatTemplatePiece>.Builder _pieces = ImmutableArray.CreateBuilder<ChatTemplatePiece>();
    private string _markup = "";

    public void AddMarkup(string markup) => _markup = _markup.Length == 0 ? markup : _markup + markup;

    public void AddMessage(PromptMessage message, int index)
    {
        foreach (var part in message.Parts)
        {
            if (part is TextPart { Text: "" }) continue;
            Flush();
            _pieces.Add(ChatTemplatePiece.OfContent(part, index));
        }
    }

    public ImmutableArray<ChatTemplatePiece> Build()
    {
        Flush();
        return _pieces.ToImmutable();
    }

    private void Flush()
    {
        if (_markup.Length == 0) return;
        _pieces.Add(ChatTemplatePiece.OfMarkup(_markup));
        _markup = "";
    }
}
