namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>A decoder that also hands out the hidden states of rows.</summary>
/// <remarks>One caller at a time.</remarks>
public interface IHiddenStateDecoder : ITokenDecoder
{
    /// <summary>Floats in a hidden state, 1 or more.</summary>
    int HiddenStateWidth { get; }

    /// <summary>Copies the vector after the last normalisation, from which a row's logits were computed.</summary>
    /// <param name="row">A token of the last batch that was added with <see cref="RowLogits.WantedWithHiddenState"/>.</param>
    /// <param name="destination">As long as <see cref="HiddenStateWidth"/>.</param>
    void CopyHiddenState(int row, Span<float> destination);
}
