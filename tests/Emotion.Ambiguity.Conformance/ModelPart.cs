namespace Emotion.Ambiguity.Conformance;

/// <summary>Parts of the suite that an engine may lack. What it lacks is shown as skipped, with the reason that its test class gives.</summary>
[Flags]
public enum ModelPart
{
    None = 0,

    /// <summary>A tokenizer.</summary>
    Tokenizer = 1,

    /// <summary>A vocabulary with control tokens that a text can imitate.</summary>
    ControlTokens = 2,

    /// <summary>The tokens of an answer beside its text.</summary>
    AnswerTokens = 4,

    /// <summary>Logits or log-probabilities of chosen tokens.</summary>
    StepLogits = 8,

    /// <summary>Scores of continuations.</summary>
    ContinuationScores = 16,

    /// <summary>Prompt beginnings that are computed once and reported as reused.</summary>
    PrefixReuse = 32,

    /// <summary>A context of known length.</summary>
    ContextLimit = 64,

    /// <summary>A vocabulary of known length.</summary>
    VocabularySize = 128,

    /// <summary>Requests that take long enough to be stopped half-way.</summary>
    LongRequests = 256,

    /// <summary>Sampling with a temperature.</summary>
    Sampling = 512,

    /// <summary>Hidden states of prompts.</summary>
    HiddenStates = 1024,
}
