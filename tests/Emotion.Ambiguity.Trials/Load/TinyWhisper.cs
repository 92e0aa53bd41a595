using System.Text;

namespace Emotion.Ambiguity.Trials.Load;

/// <summary>Writes a Whisper model with random weights: one layer of each kind, 64 wide.</summary>
internal static class TinyWhisper
{
    private const int Width = 64;
    private const int Vocabulary = 51864;
    private const int AudioContext = 1500;
    private const int TextContext = 448;
    private const int Mels = 80;

    public static byte[] Write()
    {
        var random = new Random(7);
        var memory = new MemoryStream();
        using var file = new BinaryWriter(memory);
        foreach (var number in new[] { 0x67676d6c, Vocabulary, AudioContext, Width, 2, 1, TextContext, Width, 2, 1, Mels, 1, Mels, 201 }) file.Write(number);
        for (var i = 0; i < Mels * 201; i++) file.Write((float)random.NextDouble() / 100);
        file.Write(256);
        for (var token = 0; token < 256; token++)
        {
            file.Write(1);
            file.Write((byte)token);
        }

        foreach (var (name, shape) in Tensors())
        {
            // Vectors and positions are 32 bit, matrices 16, as whisper.cpp's converter writes them.
            var isHalf = shape.Length > 1 && !name.EndsWith("positional_embedding", StringComparison.Ordinal) && !name.EndsWith("bias", StringComparison.Ordinal);
            var text = Encoding.UTF8.GetBytes(name);
            file.Write(shape.Length);
            file.Write(text.Length);
            file.Write(isHalf ? 1 : 0);
            foreach (var size in shape) file.Write(size);
            file.Write(text);
            for (var i = shape.Aggregate(1, (product, size) => product * size); i > 0; i--)
            {
                var value = (random.NextDouble() - 0.5) / 5;
                if (isHalf) file.Write((Half)value);
                else file.Write((float)value);
            }
        }

        file.Flush();
        return memory.ToArray();
    }

    private static IEnumerable<(string Name, int[] Shape)> Tensors()
    {
        yield return ("encoder.positional_embedding", [Width, AudioContext]);
        yield return ("encoder.conv1.weight", [3, Mels, Width]);
        yield return ("encoder.conv1.bias", [1, Width]);
        yield return ("encoder.conv2.weight", [3, Width, Width]);
        yield return ("encoder.conv2.bias", [1, Width]);
        yield return ("encoder.ln_post.weight", [Width]);
        yield return ("encoder.ln_post.bias", [Width]);
        yield return ("decoder.positional_embedding", [Width, TextContext]);
        yield return ("decoder.token_embedding.weight", [Width, Vocabulary]);
        yield return ("decoder.ln.weight", [Width]);
        yield return ("decoder.ln.bias", [Width]);
        foreach (var tensor in Block("encoder.blocks.0.", ["attn"])) yield return tensor;
        foreach (var tensor in Block("decoder.blocks.0.", ["attn", "cross_attn"])) yield return tensor;
    }

    private static IEnumerable<(string Name, int[] Shape)> Block(string prefix, string[] attentions)
    {
        foreach (var attention in attentions)
        {
            yield return ($"{prefix}{attention}_ln.weight", [Width]);
            yield return ($"{prefix}{attention}_ln.bias", [Width]);
            yield return ($"{prefix}{attention}.query.weight", [Width, Width]);
            yield return ($"{prefix}{attention}.query.bias", [Width]);
            yield return ($"{prefix}{attention}.key.weight", [Width, Width]);
            yield return ($"{prefix}{attention}.value.weight", [Width, Width]);
            yield return ($"{prefix}{attention}.value.bias", [Width]);
            yield return ($"{prefix}{attention}.out.weight", [Width, Width]);
            yield return ($"{prefix}{attention}.out.bias", [Width]);
        }

        yield return ($"{prefix}mlp_ln.weight", [Width]);
        yield return ($"{prefix}mlp_ln.bias", [Width]);
        yield return ($"{prefix}mlp.0.weight", [Width, 4 * Width]);
        yield return ($"{prefix}mlp.0.bias", [4 * Width]);
        yield return ($"{prefix}mlp.2.weight", [4 * Width, Width]);
        yield return ($"{prefix}mlp.2.bias", [Width]);
    }
}
