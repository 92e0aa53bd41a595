namespace Emotion.Ambiguity.LanguageModels;

/// <summary>How likely a token sequence is as a continuation of a prompt.</summary>
/// <param name="LogLikelihood">Sum of the natural logarithms of the tokens' probabilities, each given all before it: 0 or less, in nats.</param>
/// <param name="TokenCount">The number of tokens, 1 or more.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct ContinuationScore(double LogLikelihood, int TokenCount)
{
    /// <summary>Whether the true likelihood is not known, and at most <see cref="LogLikelihood"/>: a probability was too small for the engine to tell.</summary>
    public bool IsUpperBound { get; init; }
}
