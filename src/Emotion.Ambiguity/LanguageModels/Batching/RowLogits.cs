namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>Whether a row of logits is computed for a token of a batch.</summary>
public enum RowLogits
{
    /// <summary>No row: cheaper.</summary>
    Unwanted,

    /// <summary>A row that can be read after the batch was decoded.</summary>
    Wanted,

    /// <summary>A row that can be read, and its hidden state too (<see cref="IHiddenStateDecoder"/>); other decoders take it for <see cref="Wanted"/>.</summary>
    WantedWithHiddenState,
}
