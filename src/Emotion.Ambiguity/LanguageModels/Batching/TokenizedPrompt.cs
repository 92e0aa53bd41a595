using System.Collections.Immutable;

namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>A prompt as positions of a sequence: runs of tokens and runs of embedding rows.</summary>
internal sealed class TokenizedPrompt
{
    private const int UsualTokens = 256;

    private TokenizedPrompt(ImmutableArray<Run> runs, int length, int sharedTokens) => (Runs, Length, SharedTokens) = (runs, length, sharedTokens);

    /// <summary>The runs in order; neighbours of the same kind are joined.</summary>
    public ImmutableArray<Run> Runs { get; }

    /// <summary>All positions.</summary>
    public int Length { get; }

    /// <summary>How many of the first tokens are the same for all utterances; always within the first run.</summary>
    public int SharedTokens { get; }

    public static TokenizedPrompt Create(RenderedPrompt prompt, IChatTemplate template, ITokenizer tokenizer, RecurringTokens recurring)
    {
        var runs = ImmutableArray.CreateBuilder<Run>();
        var tokens = new List<int>(UsualTokens);
        var sharedTokens = -1;
        var mode = TokenizationMode.PromptStart;
        foreach (var piece in template.Render(prompt.Messages))
        {
            if (sharedTokens < 0 && (piece.MessageIndex >= prompt.SharedMessageCount || piece.Content is EmbeddingPart or TokenPart)) sharedTokens = tokens.Count;
            switch (piece)
            {
                case { Markup: { } markup }:
                    tokens.AddRange(recurring.Of(markup, mode));
                    break;
                case { Content: TextPart part }:
                    tokens.AddRange(sharedTokens < 0 ? recurring.Of(part.Text, TokenizationMode.PlainText) : tokenizer.Tokenize(part.Text));
                    break;
                case { Content: TokenPart part }:
                    tokens.AddRange(part.TokenIds.Span);
                    break;
                case { Content: EmbeddingPart part }:
                    if (tokens.Count > 0) runs.Add(new Run([.. tokens], null));
                    tokens.Clear();
                    runs.Add(new Run([], part));
                    break;
            }

            mode = TokenizationMode.Template;
        }

        if (tokens.Count > 0) runs.Add(new Run([.. tokens], null));
        if (runs.Count == 0) throw new ArgumentException("The prompt has no tokens at all.", nameof(prompt));
        return new TokenizedPrompt(runs.ToImmutable(), runs.Sum(r => r.Length), prompt.SharedMessageCount > 0 ? Math.Max(0, sharedTokens) : 0);
    }

    /// <summary>Tokens, or embedding rows.</summary>
    internal sealed record Run(int[] Tokens, EmbeddingPart? Embeddings)
    {
        public int Length => Embeddings?.Rows ?? Tokens.Length;
    }
}
