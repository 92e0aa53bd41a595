using Emotion.Ambiguity.Cli.Progress;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.LlamaCpp.Gguf;
using Emotion.Ambiguity.WhisperCpp;

namespace Emotion.Ambiguity.Cli.Models;

/// <summary>What a model file says about itself, read from its header alone: no engine is needed.</summary>
internal static class ModelFacts
{
    private const long CacheTokens = 8192;
    private const int BytesOfF16 = 2;
    private static readonly string[] WhisperTypes = ["F32", "F16", "Q4_0", "Q4_1", "", "", "", "Q8_0", "Q5_0", "Q5_1", "Q2_K", "Q3_K", "Q4_K", "Q5_K", "Q6_K"];

    /// <summary>Reads the facts in the order in which they are shown: a name for JSON, and a string, a number or a truth value.</summary>
    /// <exception cref="ModelLoadException">It is no model file of any kind that is known here.</exception>
    public static IReadOnlyList<(string Name, object Value)> Read(string path)
    {
        var facts = new List<(string Name, object? Value)> { ("path", Path.GetFullPath(path)), ("sizeBytes", File.Exists(path) ? new FileInfo(path).Length : null) };
        facts.AddRange(IsWhisper(path) ? Whisper(path) : Gguf(ModelFile.Read(path)));
        return [.. facts.Where(f => f.Value is not null).Select(f => (f.Name, f.Value!))];
    }

    /// <summary>A fact as people read it.</summary>
    public static string Text(string name, object value) => value switch
    {
        long bytes when name.EndsWith("Bytes", StringComparison.Ordinal) => ByteText.Of(bytes),
        long count when string.Equals(name, "parameters", StringComparison.Ordinal) => count >= 1_000_000_000 ? FormattableString.Invariant($"{count / 1e9:0.0} G") : FormattableString.Invariant($"{count / 1e6:0.0} M"),
        long number => number.ToString("N0", System.Globalization.CultureInfo.InvariantCulture),
        bool truth => truth ? "yes" : "no",
        _ => value.ToString()!,
    };

    private static bool IsWhisper(string path)
    {
        if (!File.Exists(path)) return false;
        using var stream = File.OpenRead(path);
        Span<byte> magic = stackalloc byte[4];
        return stream.ReadAtLeast(magic, 4, throwOnEndOfStream: false) == 4 && magic.SequenceEqual("lmgg"u8);
    }

    private static IEnumerable<(string Name, object? Value)> Whisper(string path)
    {
        using var stream = File.OpenRead(path);
        var file = WhisperModelFile.Read(stream, path);
        return
        [
            ("kind", "whisper"), ("architecture", "whisper"), ("quantization", WhisperTypes.ElementAtOrDefault(file.FileType) is { Length: > 0 } type ? type : $"type {file.FileType}"),
            ("multilingual", file.IsMultilingual), ("encoderLayers", (long)file.AudioLayers), ("decoderLayers", (long)file.TextLayers), ("width", (long)file.Width),
            ("melBands", (long)file.MelBands), ("vocabulary", (long)file.VocabularySize),
        ];
    }

    private static IEnumerable<(string Name, object? Value)> Gguf(GgufFile file) =>
        string.Equals(file.Architecture, "clip", StringComparison.Ordinal) ? Projector(file) : Language(file);

    private static IEnumerable<(string Name, object? Value)> Projector(GgufFile file)
    {
        yield return ("kind", "projector");
        yield return ("name", file.Text("general.name"));
        yield return ("projectorType", file.Text("clip.projector_type") is { Length: > 0 } type ? type : file.Text("clip.audio.projector_type"));
        yield return ("supported", ProjectorLayout.Of(file.Text("clip.projector_type") is { Length: > 0 } known ? known : file.Text("clip.audio.projector_type") ?? "") is not null);
        yield return ("hearsSound", file.Value("clip.has_audio_encoder") is true);
        yield return ("seesImages", file.Value("clip.has_vision_encoder") is true);
        yield return ("encoderLayers", file.Integer("clip.audio.block_count"));
        yield return ("encoderWidth", file.Integer("clip.audio.embedding_length"));
        yield return ("width", file.Integer("clip.audio.projection_dim"));
        yield return ("parameters", Parameters(file));
        yield return ("quantization", Quantization(file));
    }

    private static IEnumerable<(string Name, object? Value)> Language(GgufFile file)
    {
        long? Of(string key) => file.Integer($"{file.Architecture}.{key}");
        var vocabulary = file.Tensor("token_embd.weight") is { Shape: [_, var tokens] } ? tokens : Of("vocab_size");
        yield return ("kind", "language");
        yield return ("name", file.Text("general.name"));
        yield return ("architecture", file.Architecture);
        yield return ("parameters", Parameters(file));
        yield return ("quantization", Quantization(file));
        yield return ("layers", Of("block_count"));
        yield return ("width", Of("embedding_length"));
        yield return ("contextTokens", Of("context_length"));
        yield return ("vocabulary", vocabulary);
        yield return ("tokenizer", file.Text("tokenizer.ggml.model"));
        yield return ("chatTemplate", file.Text("tokenizer.chat_template") is { Length: > 0 });
        yield return ("files", file.Integer("split.count") is > 1 and var parts ? parts : null);
        yield return ("license", file.Text("general.license"));
        yield return ("cacheBytes", CacheBytes(Of));
    }

    /// <summary>The cache at 8,192 tokens in 16 bits (docs/models.md), or null where the file does not say what it depends on.</summary>
    private static long? CacheBytes(Func<string, long?> of)
    {
        var heads = of("attention.head_count");
        var headWidth = of("attention.key_length") ?? (heads is > 0 ? of("embedding_length") / heads : null);
        return 2 * of("block_count") * CacheTokens * (of("attention.head_count_kv") ?? heads) * headWidth * BytesOfF16;
    }

    private static long Parameters(GgufFile file) => file.Tensors.Sum(Weights);

    /// <summary>The number formats by their share of the weights, the small ones left out.</summary>
    private static string? Quantization(GgufFile file)
    {
        var all = file.Tensors.Sum(Weights);
        if (all == 0) return null;
        var shares = file.Tensors.GroupBy(t => t.Type).Select(g => (Name: GgufTensorTypes.Name(g.Key), Share: (double)g.Sum(Weights) / all)).OrderByDescending(g => g.Share).ToList();
        return string.Join(", ", shares.Where(s => s.Share >= 0.01).Select(s => FormattableString.Invariant($"{s.Name} {s.Share * 100:0} %")));
    }

    private static long Weights(GgufTensor tensor) => tensor.Shape.Aggregate(1L, (product, size) => product * size);
}
