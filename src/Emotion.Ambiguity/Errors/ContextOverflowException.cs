namespace Emotion.Ambiguity;

/// <summary>A prompt with its answer does not fit into the model's context.</summary>
public sealed class ContextOverflowException : EmotionAmbiguityException
{
    /// <summary>Creates the error.</summary>
    /// <param name="neededTokens">Tokens that the prompt and the answer would take.</param>
    /// <param name="availableTokens">Tokens that one sequence of the context can hold.</param>
    public ContextOverflowException(int neededTokens, int availableTokens)
        : base($"The prompt and its answer take {neededTokens} tokens, but the context holds {availableTokens}. Shorten the text, ask for fewer output tokens, or load the model with a larger context (if it was trained for one).")
        => (NeededTokens, AvailableTokens) = (neededTokens, availableTokens);

    /// <summary>Tokens that the prompt and the answer would take.</summary>
    public int NeededTokens { get; }

    /// <summary>Tokens that one sequence of the context can hold.</summary>
    public int AvailableTokens { get; }
}
