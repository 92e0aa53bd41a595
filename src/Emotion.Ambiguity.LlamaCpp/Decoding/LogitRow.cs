using System.Numerics.Tensors;

namespace Emotion.Ambiguity.LlamaCpp.Decoding;

/// <summary>Reads a row of logits without copying or changing it: vectorised, in blocks on the stack, sums in double.</summary>
internal static class LogitRow
{
    private const int Block = 1024;

    /// <summary>The highest logit; the lowest id among equals.</summary>
    /// <exception cref="InferenceException">The row holds a NaN.</exception>
    public static int ArgMax(ReadOnlySpan<float> row)
    {
        var index = TensorPrimitives.IndexOfMax(row);
        return float.IsNaN(row[index]) ? throw NotANumber() : index;
    }

    /// <summary>ln(sum of exp(logit)), in nats.</summary>
    /// <exception cref="InferenceException">The row holds a NaN, +infinity, or nothing but -infinity.</exception>
    public static double LogSumExp(ReadOnlySpan<float> row)
    {
        var max = FiniteMax(row);
        return max + Math.Log(SumExp(row, max, 1));
    }

    /// <summary>Inverts the cumulative distribution of softmax(row / temperature) at a number from 0 (inclusive) to 1 (exclusive).</summary>
    /// <exception cref="InferenceException">As <see cref="LogSumExp"/>.</exception>
    public static int Sample(ReadOnlySpan<float> row, double temperature, double uniform)
    {
        var max = FiniteMax(row);

        // Below this a float cannot hold 1 / temperature times a logit's rounding error: the likeliest token is all there is.
        if (temperature < 1e-6) return ArgMax(row);
        var inverse = (float)(1 / temperature);
        var left = uniform * SumExp(row, max, inverse);
        Span<float> block = stackalloc float[Block];
        var last = 0;
        for (var start = 0; start < row.Length; start += Block)
        {
            var part = Exponentials(row, start, max, inverse, block);
            var sum = (double)TensorPrimitives.Sum<float>(part);
            if (left >= sum)
            {
                left -= sum;
                if (sum > 0) last = start + TensorPrimitives.IndexOfMax<float>(part);
                continue;
            }

            for (var i = 0; i < part.Length; i++)
            {
                if (part[i] <= 0) continue;
                last = start + i;
                left -= part[i];
                if (left < 0) return last;
            }
        }

        return last; // rounding alone leads here
    }

    private static double SumExp(ReadOnlySpan<float> row, float max, float inverseTemperature)
    {
        Span<float> block = stackalloc float[Block];
        var sum = 0.0;
        for (var start = 0; start < row.Length; start += Block) sum += TensorPrimitives.Sum<float>(Exponentials(row, start, max, inverseTemperature, block));
        return sum;
    }

    private static Span<float> Exponentials(ReadOnlySpan<float> row, int start, float max, float inverseTemperature, Span<float> block)
    {
        var part = block[..Math.Min(Block, row.Length - start)];
        TensorPrimitives.Subtract(row.Slice(start, part.Length), max, part);
        if (inverseTemperature is not 1f) TensorPrimitives.Multiply(part, inverseTemperature, part);
        TensorPrimitives.Exp(part, part);
        return part;
    }

    private static float FiniteMax(ReadOnlySpan<float> row)
    {
        var max = TensorPrimitives.Max(row);
        return float.IsFinite(max) ? max : throw NotANumber();
    }

    private static InferenceException NotANumber() => new(
        "llama.cpp",
        "The logits are not finite numbers.",
        "The model file may be damaged, or its numbers overflow in the chosen cache type: compare its hash, and try KeyValueType F32.");
}
