using Emotion.Ambiguity.LlamaCpp.Gguf;

namespace Emotion.Ambiguity.LlamaCpp;

/// <summary>Checks that each matrix of a projector has the size that the numbers in its header promise.</summary>
internal sealed class ProjectorTensors(string path, GgufFile file)
{
    /// <summary>Frames of the spectrum in 30 s; the encoder halves them.</summary>
    private const int SpectrumFrames = 3000;
    private const uint Float32 = 0;
    private const uint Float16 = 1;

    private static readonly string[] SquareMatrices = ["attn_q.weight", "attn_k.weight", "attn_v.weight", "attn_out.weight"];
    private static readonly string[] Vectors = ["attn_q.bias", "attn_v.bias", "ln1.weight", "ln1.bias", "ln2.weight", "ln2.bias"];

    /// <summary>Formats of ggml that weights come in; the others are for counting, or were given up.</summary>
    private static readonly HashSet<uint> WeightTypes = [0, 1, 2, 3, 6, 7, 8, 10, 11, 12, 13, 14, 16, 17, 18, 19, 20, 21, 22, 23, 29, 30, 34, 35, 39];

    /// <returns>Floats in a row of the projector's output.</returns>
    /// <exception cref="ModelLoadException">A number or matrix is missing or of the wrong size.</exception>
    public int Check(ProjectorLayout layout)
    {
        var (width, layers) = (Number("embedding_length", 16_384), Number("block_count", 256));
        var (heads, feedForward) = (Number("attention.head_count", width), Number("feed_forward_length", 1 << 20));
        if (width % heads != 0 || (file.Value("clip.audio.attention.head_dim") is uint size && size * (ulong)heads != (ulong)width)) throw Damaged($"its width {width} cannot be split among {heads} heads");
        if (file.Value("clip.audio.attention.layer_norm_epsilon") is not (float and >= 0f)) throw Damaged("clip.audio.attention.layer_norm_epsilon is missing or below 0");
        Number("projection_dim", 1 << 20);
        CheckEncoder(width, Number("num_mel_bins", 256));
        for (var layer = 0; layer < layers; layer++) CheckLayer($"a.blk.{layer}.", width, feedForward);
        return CheckProjector(layout, width);
    }

    private void CheckEncoder(int width, int spectrumBands)
    {
        Matrix("a.conv1d.1.weight", 3, spectrumBands, width);
        Matrix("a.conv1d.2.weight", 3, width, width);
        if (Tensor("a.conv1d.1.weight").Type > Float16 || Tensor("a.conv1d.2.weight").Type > Float16) throw Damaged("a convolution is quantised");
        Vector("a.conv1d.1.bias", 1, width);
        Vector("a.conv1d.2.bias", 1, width);
        var positions = Tensor("a.position_embd.weight");
        if (positions.Type != Float32 || positions.Shape is not [var rowWidth, >= SpectrumFrames / 2] || rowWidth != width) throw Damaged("a.position_embd.weight has the wrong size or format");
        Optional("a.post_ln.weight", width);
        Optional("a.post_ln.bias", width);
    }

    private void CheckLayer(string layer, int width, int feedForward)
    {
        foreach (var name in SquareMatrices) Matrix(layer + name, width, width);
        foreach (var name in Vectors) Vector(layer + name, width);
        if (file.Tensor(layer + "attn_k.bias") is not null) throw Damaged($"there is {layer}attn_k.bias, which Whisper's encoder does not have");
        Matrix(layer + "ffn_up.weight", width, feedForward);
        Matrix(layer + "ffn_down.weight", feedForward, width);
        Optional(layer + "attn_out.bias", width);
        Optional(layer + "ffn_up.bias", feedForward);
        Optional(layer + "ffn_down.bias", width);
    }

    private int CheckProjector(ProjectorLayout layout, int width)
    {
        var stack = layout.StacksFrames ? Number("projector.stack_factor", SpectrumFrames / 4) : 1;
        CheckRows(layout, width, stack);
        var input = (long)width * stack;
        var first = Output(layout.First, input);
        if (layout.IsGated)
        {
            if (first % 2 != 0) throw Damaged($"{layout.First} gives {first} values, which cannot be halved");
            first /= 2;
            Vector("mm.a.norm_pre.weight", input);
            Vector("mm.a.norm_mid.weight", first);
        }

        var last = string.Equals(layout.First, layout.Last, StringComparison.Ordinal) ? first : Output(layout.Last, first);
        if (layout.Bias is not null) Vector(layout.Bias, last);
        return last is > 0 and <= 1 << 20 ? (int)last : throw Damaged($"its rows are {last} wide");
    }

    /// <summary>mtmd counts the rows in two ways and ends the process where they disagree; both as it does it.</summary>
    private void CheckRows(ProjectorLayout layout, int width, int stack)
    {
        var halvings = layout.PoolsPairs ? 4 : 2;
        var promised = (SpectrumFrames + stack - 1) / stack / halvings;
        var stride = (long)width * stack;
        var computed = stack == 1 ? SpectrumFrames / halvings : ((((long)SpectrumFrames / halvings * width) + stride - 1) & ~(stride - 1)) / stride;
        if (promised != computed || promised == 0) throw Damaged($"{stack} frames of {width} values in a row do not divide 30 s as mtmd needs it");
    }

    private int Number(string key, int most)
    {
        key = "clip.audio." + key;
        return file.Value(key) is uint value and > 0 && value <= most
            ? (int)value
            : throw Damaged(file.Value(key) is { } other ? $"{key} is {other}" : $"{key} is missing");
    }

    private GgufTensor Tensor(string name) => file.Tensor(name) ?? throw Damaged($"{name} is missing");

    private void Matrix(string name, params ReadOnlySpan<long> shape)
    {
        var tensor = Tensor(name);
        if (!tensor.Shape.AsSpan().SequenceEqual(shape) || !WeightTypes.Contains(tensor.Type)) throw Damaged($"{name} has the wrong size or format");
    }

    /// <summary>A matrix with as many inputs; how many outputs it has.</summary>
    private long Output(string name, long inputs)
    {
        var tensor = Tensor(name);
        return tensor.Shape is [var width, var outputs] && width == inputs && WeightTypes.Contains(tensor.Type) ? outputs : throw Damaged($"{name} has the wrong size or format");
    }

    private void Vector(string name, params ReadOnlySpan<long> shape)
    {
        var tensor = Tensor(name);
        if (!tensor.Shape.AsSpan().SequenceEqual(shape) || tensor.Type != Float32) throw Damaged($"{name} has the wrong size or format");
    }

    private void Optional(string name, long length)
    {
        if (file.Tensor(name) is not null) Vector(name, length);
    }

    private ModelLoadException Damaged(string what) =>
        new(path, $"it is a projector of sound, but {what}.", "Copy the file again and compare its size and hash with the source, or convert it again.");
}
