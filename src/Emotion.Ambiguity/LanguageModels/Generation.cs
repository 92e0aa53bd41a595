namespace Emotion.Ambiguity.LanguageModels;

/// <summary>An answer: its text, its tokens, and the logits that were asked for. Immutable and thread-safe.</summary>
public sealed class Generation
{
    /// <summary>Creates an answer.</summary>
    /// <param name="text">The answer as text, without control tokens.</param>
    /// <param name="tokenIds">The generated tokens, the end token left out; empty where the engine has no tokens to show.</param>
    /// <param name="logits">The logits of each generated step, or <see cref="StepLogits.None"/>.</param>
    /// <param name="stop">Why it ended.</param>
    public Generation(string text, ReadOnlyMemory<int> tokenIds, StepLogits logits, GenerationStop stop)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(logits);
        if (logits.TokenIds.Length > 0 && logits.StepCount != tokenIds.Length)
            throw new ArgumentException($"There are {logits.StepCount} steps of logits but {tokenIds.Length} tokens.", nameof(logits));
        (Text, TokenIds, Logits, Stop) = (text, tokenIds, logits, stop);
    }

    /// <summary>The answer as text, without control tokens.</summary>
    public string Text { get; }

    /// <summary>The generated tokens, the end token left out.</summary>
    public ReadOnlyMemory<int> TokenIds { get; }

    /// <summary>The logits of the tokens that the request named, at each generated step (the step of the end token left out), of the kind that they name.</summary>
    public StepLogits Logits { get; }

    /// <summary>Why it ended.</summary>
    public GenerationStop Stop { get; }
}
