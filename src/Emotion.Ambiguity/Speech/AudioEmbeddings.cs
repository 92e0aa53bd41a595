namespace Emotion.Ambiguity.Speech;

/// <summary>A clip as a language model hears it: rows of floats, and the control tokens that the model expects around them.</summary>
/// <remarks>Immutable and thread-safe as long as the memory it was made of is left alone: nothing is copied.</remarks>
public sealed class AudioEmbeddings
{
    /// <summary>Wraps embeddings.</summary>
    /// <param name="values">Row after row, <paramref name="width"/> floats each; at least one row, all finite.</param>
    /// <param name="width">Floats in a row, above 0.</param>
    /// <exception cref="ArgumentException">There is no row, the length is no multiple of the width, or a value is not finite.</exception>
    public AudioEmbeddings(ReadOnlyMemory<float> values, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (values.IsEmpty || values.Length % width != 0)
            throw new ArgumentException($"{values.Length} floats are not a whole number of rows of {width}, or there are none.", nameof(values));
        if (!float.IsFinite(System.Numerics.Tensors.TensorPrimitives.SumOfMagnitudes(values.Span)))
            throw new ArgumentException("A value of the embeddings is NaN or infinite.", nameof(values));
        (Values, Width) = (values, width);
    }

    /// <summary>Row after row.</summary>
    public ReadOnlyMemory<float> Values { get; }

    /// <summary>Floats in a row.</summary>
    public int Width { get; }

    /// <summary>The number of rows; each takes one position of the model's context.</summary>
    public int Rows => Values.Length / Width;

    /// <summary>Ids of the language model's tokens that come before the rows, such as the one that says "audio begins". The default is none.</summary>
    public ReadOnlyMemory<int> LeadingTokenIds { get; init; }

    /// <summary>Ids of the language model's tokens that come after the rows. The default is none.</summary>
    public ReadOnlyMemory<int> TrailingTokenIds { get; init; }
}
