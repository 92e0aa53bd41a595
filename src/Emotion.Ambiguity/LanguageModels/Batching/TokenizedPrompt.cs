using System.Collections.Immutable;

namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>A prompt as positions of a sequence: runs of tokens and runs of embedding rows.</summary>
internal sealed class TokenizedPrompt
{
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
        using var tokens = new TokenBuffer();
        var sharedTokens = -1;
        var mode = TokenizationMode.PromptStart;
        foreach (var piece in template.Render(prompt.Messages))
        {
            if (sharedTokens < 0 && (piece.MessageIndex >= prompt.SharedMessageCount || piece.Content is EmbeddingPart or TokenPart)) sharedTokens = tokens.Count;
            switch (piece)
            {
                case { Markup: { } markup }:
                    tokens.Add(recurring.Of(markup, mode));
                    break;
                case { Content: TextPart part }:
                    tokens.Add(sharedTokens < 0 ? recurring.Of(part.Text, TokenizationMode.PlainText) : tokenizer.Tokenize(part.Text));
                    break;
                case { Content: TokenPart part }:
                    tokens.Add(part.TokenIds.Span);
                    break;
                case { Content: EmbeddingPart part }:
                    if (tokens.Count > 0) runs.Add(new Run(tokens.Take(), null));
                    runs.Add(new Run([], part));
                    break;
            }

            mode = TokenizationMode.Template;
        }

        if (tokens.Count > 0) runs.Add(new Run(tokens.Take(), null));
        if (runs.Count == 0) throw new ArgumentException("The prompt has no tokens at all.", nameof(prompt));
        var length = 0;
        foreach (var run in runs) length += run.Length;
        return new TokenizedPrompt(runs.DrainToImmutable(), length, prompt.SharedMessageCount > 0 ? Math.Max(0, sharedTokens) : 0);
    }

    /// <summary>Tokens, or embedding rows.</summary>
    internal sealed record Run(int[] Tokens, EmbeddingPart? Embeddings)
    {
        public int Length => Embeddings?.Rows ?? Tokens.Length;
    }
}
