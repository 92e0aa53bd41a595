using System.Buffers.Binary;

namespace Emotion.Ambiguity.LlamaCpp.Tests.Support;

/// <summary>The embedded model's token embeddings, which are its output matrix too: the first tensor of the file, in blocks of Q8_0.</summary>
internal static class TiedEmbeddings
{
    private const int BlockWeights = 32;
    private const int BlockBytes = 2 + BlockWeights;

    /// <summary>Reads the rows of some tokens.</summary>
    /// <param name="width">Weights in a row.</param>
    /// <param name="tokens">The tokens.</param>
    /// <param name="tensorBytes">The bytes of all tensors together, which end the file.</param>
    public static float[][] Read(int width, int[] tokens, long tensorBytes)
    {
        using var file = File.OpenRead(TestModels.MiniPath);
        var rowBytes = width / BlockWeights * BlockBytes;
        var bytes = new byte[rowBytes];
        return Array.ConvertAll(tokens, token =>
        {
            file.Position = file.Length - tensorBytes + ((long)token * rowBytes);
            file.ReadExactly(bytes);
            var row = new float[width];
            for (var i = 0; i < width; i++)
            {
                var block = bytes.AsSpan(i / BlockWeights * BlockBytes, BlockBytes);
                row[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(block) * (sbyte)block[2 + (i % BlockWeights)];
            }

            return row;
        });
    }
}
