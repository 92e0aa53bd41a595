namespace Emotion.Ambiguity.LlamaCpp.Tests.Support;

/// <summary>
/// Writes a LLaMA model with random weights and a SentencePiece vocabulary (begin token added): a second kind of tokenizer, and a file
/// whose every part a test can break.
/// </summary>
internal sealed class TinyGguf
{
    public const int Width = 64;
    private const int Heads = 4;
    private const int KeyValueHeads = 2;
    private const int Layers = 2;
    private const int FeedForward = 128;
    private const int KeyValueWidth = Width / Heads * KeyValueHeads;
    private const int Control = 3;
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

    /// <summary>Control tokens behind all others of the vocabulary.</summary>
    public string[] MoreControlTokens { get; init; } = [];

    /// <summary>Numbers of the metadata beside those that a model must have.</summary>
    public (string Key, uint Value)[] MoreNumbers { get; init; } = [];

    /// <summary>How positions of several dimensions (M-RoPE) share a head; empty for plain ones.</summary>
    public int[] PositionSections { get; init; } = [];

    public static int VocabularySize => new TinyGguf().Vocabulary().Count;

    public byte[] Write()
    {
        var vocabulary = Vocabulary();
        var file = new GgufBuilder { Version = Version };
        AddMetadata(file, vocabulary);
        AddTensors(file, vocabulary.Count);
        return file.Write();
    }

    private List<(string Text, float Score, int Type)> Vocabulary()
    {
        List<(string Text, float Score, int Type)> tokens = [("<unk>", 0, 2), ("<s>", 0, Control), ("</s>", 0, Control), ("<|im_start|>", 0, Control), ("<|im_end|>", 0, Control)];
        for (var b = 0; b < 256; b++) tokens.Add(($"<0x{b:X2}>", 0, 6));
        const string Single = "▁etaoinshrdlcumwfgypbvkjxqzETAOINSHRDLCUMWFGYPBVKJXQZ0123456789.,!?:;'\"()[]{}<>|_-+*/=#@&%$";
        string[] longer = ["th", "he", "in", "er", "an", "▁t", "▁the", "ll", "lo", "▁w", "or", "ld", "hel", "▁hel", "hello", "▁hello", "▁wor", "world", "▁world", "user", "assistant", "system"];
        tokens.AddRange(Single.Select((c, i) => ($"{c}", -(i + 1) / 10f, 1)));
        tokens.AddRange(longer.Select(t => (t, (float)t.Length, 1)));
        tokens.AddRange(MoreControlTokens.Select(t => (t, 0f, Control)));
        return tokens;
    }

    private void AddMetadata(GgufBuilder file, List<(string Text, float Score, int Type)> vocabulary)
    {
        file.Text("general.architecture", Architecture);
        file.Text("general.name", "tiny-random");
        file.Number($"{Architecture}.vocab_size", (uint)vocabulary.Count);
        file.Number($"{Architecture}.context_length", 512u);
        file.Number($"{Architecture}.embedding_length", (uint)Width);
        file.Number($"{Architecture}.block_count", (uint)Layers);
        file.Number($"{Architecture}.feed_forward_length", (uint)FeedForward);
        file.Number($"{Architecture}.rope.dimension_count", (uint)(Width / Heads));
        file.Number($"{Architecture}.attention.head_count", (uint)Heads);
        file.Number($"{Architecture}.attention.head_count_kv", (uint)KeyValueHeads);
        file.Number($"{Architecture}.attention.layer_norm_rms_epsilon", 1e-5f);
        foreach (var (key, value) in MoreNumbers) file.Number($"{Architecture}.{key}", value);
        if (PositionSections.Length > 0) file.Array($"{Architecture}.rope.dimension_sections", 5, PositionSections, (w, size) => w.Write(size));
        file.Text("tokenizer.ggml.model", "llama");
        file.Text("tokenizer.ggml.pre", "default");
        file.Texts("tokenizer.ggml.tokens", [.. vocabulary.Select(t => t.Text)]);
        file.Array("tokenizer.ggml.scores", 6, vocabulary, (w, t) => w.Write(t.Score));
        file.Array("tokenizer.ggml.token_type", 5, vocabulary, (w, t) => w.Write(t.Type));
        file.Number("tokenizer.ggml.bos_token_id", 1u);
        file.Number("tokenizer.ggml.eos_token_id", 2u);
        file.Number("tokenizer.ggml.unknown_token_id", 0u);
        file.Flag("tokenizer.ggml.add_bos_token", true);
        file.Flag("tokenizer.ggml.add_eos_token", false);
        if (ChatTemplate is not null) file.Text("tokenizer.chat_template", ChatTemplate);
    }

    private void AddTensors(GgufBuilder file, int vocabularySize)
    {
        file.Tensor("token_embd.weight", [Width, vocabularySize], Random(Width * vocabularySize, 1), FirstTensorType);
        Ones("output_norm.weight");
        Output = Random(Width * vocabularySize, 0.08);
        if (BrokenOutput) Output[^1] = float.NaN;
        file.Tensor("output.weight", [Width, vocabularySize], Output);
        for (var i = 0; i < Layers; i++)
        {
            var block = $"blk.{i}.";
            Ones(block + "attn_norm.weight");
            Matrix(block + "attn_q.weight", Width, Width);
            Matrix(block + "attn_k.weight", Width, KeyValueWidth);
            Matrix(block + "attn_v.weight", Width, KeyValueWidth);
            Matrix(block + "attn_output.weight", Width, Width);
            Ones(block + "ffn_norm.weight");
            Matrix(block + "ffn_gate.weight", Width, FeedForward);
            Matrix(block + "ffn_up.weight", Width, FeedForward);
            Matrix(block + "ffn_down.weight", FeedForward, Width);
        }

        void Ones(string name) => file.Tensor(name, [Width], [.. Enumerable.Repeat(1f, Width)]);
        void Matrix(string name, int inputs, int outputs) => file.Tensor(name, [inputs, outputs], Random(inputs * outputs, 0.08));
    }

    private float[] Random(int count, double deviation) => [.. Enumerable.Range(0, count).Select(_ => (float)(deviation * _random.NextGaussian()))];
}
