namespace Emotion.Ambiguity.LlamaCpp.Tests.Support;

/// <summary>Writes an audio projector with random weights for <see cref="TinyGguf"/>: a Whisper encoder of one layer, and one of the known layouts behind it.</summary>
internal sealed class TinyProjector
{
    private const int EncoderWidth = 32;
    private const int FeedForward = 64;
    private const int Heads = 2;
    private const int SpectrumBands = 128;
    private const int Positions = 1500;
    private const int Hidden = 48;
    private readonly Random _random = new(99);

    public string Type { get; init; } = "qwen2a";

    /// <summary>Floats in a row of its output.</summary>
    public int Width { get; init; } = TinyGguf.Width;

    /// <summary>Frames joined into one row, where the type does that.</summary>
    public int Stack { get; init; } = 4;

    /// <summary>Changes the file before it is written.</summary>
    public Action<GgufBuilder>? Damage { get; init; }

    public byte[] Write()
    {
        var file = new GgufBuilder();
        AddMetadata(file);
        AddEncoder(file);
        AddLayout(file);
        Damage?.Invoke(file);
        return file.Write();
    }

    private void AddMetadata(GgufBuilder file)
    {
        file.Text("general.architecture", "clip");
        file.Text("general.name", "tiny-random-audio");
        file.Flag("clip.has_audio_encoder", true);
        file.Flag("clip.has_vision_encoder", false);
        file.Text("clip.projector_type", Type);
        file.Flag("clip.use_gelu", true);
        file.Number("clip.audio.embedding_length", (uint)EncoderWidth);
        file.Number("clip.audio.feed_forward_length", (uint)FeedForward);
        file.Number("clip.audio.block_count", 1u);
        file.Number("clip.audio.projection_dim", (uint)Width);
        file.Number("clip.audio.attention.head_count", (uint)Heads);
        file.Number("clip.audio.attention.layer_norm_epsilon", 1e-5f);
        file.Number("clip.audio.num_mel_bins", (uint)SpectrumBands);
        if (Type is not "qwen2a") file.Number("clip.audio.projector.stack_factor", (uint)Stack);
    }

    private void AddEncoder(GgufBuilder file)
    {
        Matrix(file, "a.position_embd.weight", EncoderWidth, Positions);
        file.Tensor("a.conv1d.1.weight", [3, SpectrumBands, EncoderWidth], [.. Random(3 * SpectrumBands * EncoderWidth, 0.1).Select(v => (Half)v)]);
        file.Tensor("a.conv1d.1.bias", [1, EncoderWidth], Random(EncoderWidth, 0.1));
        file.Tensor("a.conv1d.2.weight", [3, EncoderWidth, EncoderWidth], [.. Random(3 * EncoderWidth * EncoderWidth, 0.1).Select(v => (Half)v)]);
        file.Tensor("a.conv1d.2.bias", [1, EncoderWidth], Random(EncoderWidth, 0.1));
        Norm(file, "a.post_ln", EncoderWidth);
        foreach (var name in new[] { "q", "k", "v", "out" }) Matrix(file, $"a.blk.0.attn_{name}.weight", EncoderWidth, EncoderWidth);
        foreach (var name in new[] { "q", "v", "out" }) Bias(file, $"a.blk.0.attn_{name}.bias", EncoderWidth);
        Norm(file, "a.blk.0.ln1", EncoderWidth);
        Norm(file, "a.blk.0.ln2", EncoderWidth);
        Matrix(file, "a.blk.0.ffn_up.weight", EncoderWidth, FeedForward);
        Bias(file, "a.blk.0.ffn_up.bias", FeedForward);
        Matrix(file, "a.blk.0.ffn_down.weight", FeedForward, EncoderWidth);
        Bias(file, "a.blk.0.ffn_down.bias", EncoderWidth);
    }

    private void AddLayout(GgufBuilder file)
    {
        switch (Type)
        {
            case "ultravox":
                file.Tensor("mm.a.norm_pre.weight", [EncoderWidth * Stack], Ones(EncoderWidth * Stack));
                Matrix(file, "mm.a.mlp.1.weight", EncoderWidth * Stack, 2 * Hidden);
                file.Tensor("mm.a.norm_mid.weight", [Hidden], Ones(Hidden));
                Matrix(file, "mm.a.mlp.2.weight", Hidden, Width);
                break;
            case "voxtral":
                Matrix(file, "mm.a.mlp.1.weight", EncoderWidth * Stack, Hidden);
                Matrix(file, "mm.a.mlp.2.weight", Hidden, Width);
                break;
            default:
                Matrix(file, "mm.a.fc.weight", EncoderWidth, Width);
                Bias(file, "mm.a.fc.bias", Width);
                break;
        }
    }

    private static float[] Ones(int count) => [.. Enumerable.Repeat(1f, count)];

    private static void Norm(GgufBuilder file, string name, int width)
    {
        file.Tensor(name + ".weight", [width], Ones(width));
        file.Tensor(name + ".bias", [width], new float[width]);
    }

    private void Matrix(GgufBuilder file, string name, int inputs, int outputs) => file.Tensor(name, [inputs, outputs], Random(inputs * outputs, 0.2));

    private void Bias(GgufBuilder file, string name, int width) => file.Tensor(name, [width], Random(width, 0.1));

    private float[] Random(int count, double deviation) => [.. Enumerable.Range(0, count).Select(_ => (float)(deviation * _random.NextGaussian()))];
}
