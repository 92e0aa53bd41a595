namespace Emotion.Ambiguity.LanguageModels;

/// <summary>Rows of embeddings in a message, for example sound that an audio projector turned into the model's own space.</summary>
/// <remarks>The memory is not copied and must not change while a request uses it. Each row takes one position of the context.</remarks>
public sealed class EmbeddingPart : PromptPart
{
    /// <summary>Creates the part.</summary>
    /// <param name="values">Row after row, <paramref name="width"/> floats each; at least one row.</param>
    /// <param name="width">Floats in a row; must be the model's <see cref="LanguageModelInfo.EmbeddingWidth"/>.</param>
    /// <exception cref="ArgumentException">There is no row, or the length is no multiple of the width.</exception>
    public EmbeddingPart(ReadOnlyMemory<float> values, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (values.Length == 0 || values.Length % width != 0)
            throw new ArgumentException($"{values.Length} floats are not a whole number of rows of {width}, or there are none.", nameof(values));
        (Values, Width) = (values, width);
    }

    /// <summary>Row after row.</summary>
    public ReadOnlyMemory<float> Values { get; }

    /// <summary>Floats in a row.</summary>
    public int Width { get; }

    /// <summary>The number of rows.</summary>
    public int Rows => Values.Length / Width;
}
