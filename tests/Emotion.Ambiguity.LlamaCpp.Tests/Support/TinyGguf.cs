using System.Text;

namespace Emotion.Ambiguity.LlamaCpp.Tests.Support;

/// <summary>
/// Writes a LLaMA model with random weights and a SentencePiece vocabulary (begin token added): a second kind of tokenizer, and a file
/// whose every part a test can break.
/// </summary>
internal sealed class TinyGguf
{
    private const int Width = 64;
    private const int Heads = 4;
    private const int KeyValueHeads = 2;
    private const int Layers = 2;
    private const int FeedForward = 128;
    private const int Alignment = 32;
    private const int KeyValueWidth = Width / Heads * KeyValueHeads;
    private readonly Random _random = new(1234);

    public const string ChatMl = "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

    public string Architecture { get; init; } = "llama";

    public string? ChatTemplate { get; init; } = ChatMl;

    public uint Version { get; init; } = 3;

    /// <summary>Replaces the number format of the first tensor.</summary>
    public uint FirstTensorType { get; init; }

    /// <summary>Makes the last weight of the output a NaN, so that one logit is.</summary>
    public bool BrokenOutput { get; init; }

    /// <summary>The output matrix of what was written last: a row a token.</summary>
    public float[] Output { get; private set; } = [];

    public byte[] Write()
    {
        var vocabulary = Vocabulary();
        var tensors = Tensors(vocabulary.Count);
        Output = tensors.Single(t => t.Name is "output.weight").Data;
        if (BrokenOutput) tensors.Single(t => t.Name is "output.weight").Data[^1] = float.NaN;
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var entries = Metadata(vocabulary);
        writer.Write("GGUF"u8);
        writer.Write(Version);
        writer.Write((ulong)tensors.Count);
        writer.Write((ulong)entries.Count);
        foreach (var (key, write) in entries)
        {
            Text(writer, key);
            write(writer);
        }

        var offset = 0L;
        foreach (var tensor in tensors)
        {
            Text(writer, tensor.Name);
            writer.Write((uint)tensor.Shape.Length);
            foreach (var dimension in tensor.Shape) writer.Write((ulong)dimension);
            writer.Write(offset == 0 ? FirstTensorType : 0u);
            writer.Write((ulong)offset);
            offset = Padded(offset + (tensor.Data.Length * sizeof(float)));
        }

        Pad(writer);
        foreach (var tensor in tensors)
        {
            foreach (var value in tensor.Data) writer.Write(value);
            Pad(writer);
        }

        writer.Flush();
        return stream.ToArray();
    }

    private static long Padded(long length) => (length + Alignment - 1) / Alignment * Alignment;

    private static void Pad(BinaryWriter writer) => writer.Write(new byte[Padded(writer.BaseStream.Position) - writer.BaseStream.Position]);

    private static void Text(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((ulong)bytes.Length);
        writer.Write(bytes);
    }

    private static List<(string Text, float Score, int Type)> Vocabulary()
    {
        List<(string Text, float Score, int Type)> tokens = [("<unk>", 0, 2), ("<s>", 0, 3), ("</s>", 0, 3), ("<|im_start|>", 0, 3), ("<|im_end|>", 0, 3)];
        for (var b = 0; b < 256; b++) tokens.Add(($"<0x{b:X2}>", 0, 6));
        const string Single = "▁etaoinshrdlcumwfgypbvkjxqzETAOINSHRDLCUMWFGYPBVKJXQZ0123456789.,!?:;'\"()[]{}<>|_-+*/=#@&%$";
        string[] longer = ["th", "he", "in", "er", "an", "▁t", "▁the", "ll", "lo", "▁w", "or", "ld", "hel", "▁hel", "hello", "▁hello", "▁wor", "world", "▁world", "user", "assistant", "system"];
        tokens.AddRange(Single.Select((c, i) => ($"{c}", -(i + 1) / 10f, 1)));
        tokens.AddRange(longer.Select(t => (t, (float)t.Length, 1)));
        return tokens;
    }

    private List<(string Key, Action<BinaryWriter> Write)> Metadata(List<(string Text, float Score, int Type)> vocabulary)
    {
        var entries = new List<(string, Action<BinaryWriter>)>();
        String("general.architecture", Architecture);
        String("general.name", "tiny-random");
        Number("llama.vocab_size", (uint)vocabulary.Count);
        Number("llama.context_length", 512);
        Number("llama.embedding_length", Width);
        Number("llama.block_count", Layers);
        Number("llama.feed_forward_length", FeedForward);
        Number("llama.rope.dimension_count", Width / Heads);
        Number("llama.attention.head_count", Heads);
        Number("llama.attention.head_count_kv", KeyValueHeads);
        Add("llama.attention.layer_norm_rms_epsilon", w => { w.Write(6u); w.Write(1e-5f); });
        String("tokenizer.ggml.model", "llama");
        String("tokenizer.ggml.pre", "default");
        Array("tokenizer.ggml.tokens", 8, (w, i) => Text(w, vocabulary[i].Text));
        Array("tokenizer.ggml.scores", 6, (w, i) => w.Write(vocabulary[i].Score));
        Array("tokenizer.ggml.token_type", 5, (w, i) => w.Write(vocabulary[i].Type));
        Number("tokenizer.ggml.bos_token_id", 1);
        Number("tokenizer.ggml.eos_token_id", 2);
        Number("tokenizer.ggml.unknown_token_id", 0);
        Add("tokenizer.ggml.add_bos_token", w => { w.Write(7u); w.Write(true); });
        Add("tokenizer.ggml.add_eos_token", w => { w.Write(7u); w.Write(false); });
        if (ChatTemplate is not null) String("tokenizer.chat_template", ChatTemplate);
        return entries;

        void Add(string key, Action<BinaryWriter> write) => entries.Add((key, write));
        void String(string key, string value) => Add(key, w => { w.Write(8u); Text(w, value); });
        void Number(string key, uint value) => Add(key, w => { w.Write(4u); w.Write(value); });
        void Array(string key, uint type, Action<BinaryWriter, int> item) => Add(key, w =>
        {
            w.Write(9u);
            w.Write(type);
            w.Write((ulong)vocabulary.Count);
            for (var i = 0; i < vocabulary.Count; i++) item(w, i);
        });
    }

    private List<Tensor> Tensors(int vocabularySize)
    {
        List<Tensor> tensors = [Matrix("token_embd.weight", Width, vocabularySize, 1), Ones("output_norm.weight"), Matrix("output.weight", Width, vocabularySize)];
        for (var i = 0; i < Layers; i++)
        {
            var block = $"blk.{i}.";
            tensors.AddRange(
            [
                Ones(block + "attn_norm.weight"), Matrix(block + "attn_q.weight", Width, Width), Matrix(block + "attn_k.weight", Width, KeyValueWidth),
                Matrix(block + "attn_v.weight", Width, KeyValueWidth), Matrix(block + "attn_output.weight", Width, Width), Ones(block + "ffn_norm.weight"),
                Matrix(block + "ffn_gate.weight", Width, FeedForward), Matrix(block + "ffn_up.weight", Width, FeedForward), Matrix(block + "ffn_down.weight", FeedForward, Width),
            ]);
        }

        return tensors;
    }

    private static Tensor Ones(string name) => new(name, [Width], [.. Enumerable.Repeat(1f, Width)]);

    private Tensor Matrix(string name, int inputs, int outputs, double deviation = 0.08) =>
        new(name, [inputs, outputs], [.. Enumerable.Range(0, inputs * outputs).Select(_ => (float)(deviation * Gauss()))]);

    private double Gauss() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private sealed record Tensor(string Name, int[] Shape, float[] Data);
}
