namespace Emotion.Ambiguity.LanguageModels;

/// <summary>What an engine can do beyond writing an answer.</summary>
[Flags]
public enum LanguageModelCapabilities
{
    /// <summary>Text in, text out.</summary>
    None = 0,

    /// <summary>Hands out raw logits of chosen tokens at each generated step (<see cref="LanguageModelRequest.LogitTokenIds"/>).</summary>
    StepLogits = 1,

    /// <summary>Scores given continuations of a prompt (<see cref="LanguageModelRequest.Continuations"/>).</summary>
    ContinuationScores = 2,

    /// <summary>Takes embeddings beside text in a prompt (<see cref="EmbeddingPart"/>), and tokens by their ids (<see cref="TokenPart"/>).</summary>
    EmbeddingInput = 4,

    /// <summary>
    /// Hands out log-probabilities of chosen tokens in the place of raw logits (<see cref="LogitKind.LogProbability"/>), and where a service tells those of
    /// the likeliest tokens only, upper bounds for the others (<see cref="StepLogits.IsUpperBound"/>).
    /// </summary>
    StepLogProbabilities = 16,

    /// <summary>Has a tokenizer that callers may use (<see cref="ILanguageModel.Tokenizer"/> is not null).</summary>
    Tokenizer = 8,

    /// <summary>Hands out hidden states of a prompt (<see cref="LanguageModelRequest.HiddenState"/>).</summary>
    HiddenStates = 32,
}
