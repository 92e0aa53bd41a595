using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.OpenAICompatible.Protocol;
using Emotion.Ambiguity.OpenAICompatible.Tokens;

namespace Emotion.Ambiguity.OpenAICompatible.Servers;

/// <summary>The calls of a server that takes prompts as token ids. Thread-safe.</summary>
internal abstract class TokenServer
{
    /// <summary>Turns text into ids, control tokens only where they are told to count, nothing added.</summary>
    public abstract Task<int[]> TokenizeAsync(string text, TokenizationMode mode, CancellationToken cancellationToken);

    /// <summary>Turns ids into text, control tokens as they are written.</summary>
    public abstract Task<string> DetokenizeAsync(int[] tokenIds, CancellationToken cancellationToken);

    /// <summary>What the tokenizer puts in front of a whole prompt: a begin token, or nothing.</summary>
    public abstract Task<int[]> BeginTokensAsync(CancellationToken cancellationToken);

    /// <summary>The model's own layout of messages, or null where its template refuses them.</summary>
    public abstract Task<string?> LayOutAsync(IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken);

    /// <summary>Answers a prompt.</summary>
    public abstract Task<TokenAnswer> GenerateAsync(int[] prompt, LanguageModelRequest request, CancellationToken cancellationToken);

    /// <summary>Scores continuations of a prompt, in their order.</summary>
    public abstract Task<ContinuationScore[]> ScoreAsync(int[] prompt, IReadOnlyList<ReadOnlyMemory<int>> continuations, CancellationToken cancellationToken);
}

/// <summary>An answer with its tokens, the end token left out.</summary>
internal sealed record TokenAnswer(string Text, int[] TokenIds, StepLogits Logits, GenerationStop Stop, int ReusedPromptTokens);
