namespace Emotion.Ambiguity.LlamaCpp.Gguf;

/// <summary>
/// What llama.cpp takes for granted about a language model, and ends the process over where it is not so. Each rule is one that a damaged file broke
/// (docs/reliability.md); what llama.cpp refuses by itself is left to it.
/// </summary>
internal static class ModelHeader
{
    /// <summary>LLAMA_MAX_LAYERS of the bound version.</summary>
    private const int MostLayers = 512;

    /// <summary>LLAMA_MAX_EXPERTS of the bound version.</summary>
    private const int MostExperts = 512;

    private const uint Texts = 8;
    private const uint Float32 = 6;
    private const uint Int32 = 5;
    private const string Tokenizer = "tokenizer.ggml.";

    /// <summary>Numbers that are divided by, or under a root.</summary>
    private static readonly string[] Epsilons = ["attention.layer_norm_rms_epsilon", "attention.layer_norm_epsilon", "attention.group_norm_epsilon"];

    /// <returns>A clause that says what is wrong; null where nothing is.</returns>
    public static string? FaultOf(GgufFile file)
    {
        if (file.Integer($"{file.Architecture}.block_count") is { } layers and not (>= 1 and <= MostLayers))
            return $"it has {layers} layers, but llama.cpp computes 1 to {MostLayers}.";
        foreach (var key in Epsilons)
        {
            if (file.Value($"{file.Architecture}.{key}") is float and not >= 0f) return $"its {file.Architecture}.{key} is not at least 0.";
        }

        if (FaultOfExperts(file) is { } experts) return experts;
        return file.Array(Tokenizer + "tokens") is { } tokens ? FaultOfVocabulary(file, tokens) : null;
    }

    private static string? FaultOfExperts(GgufFile file)
    {
        var experts = file.Integer($"{file.Architecture}.expert_count") ?? 0;
        if (experts is < 0 or > MostExperts) return $"it has {experts} experts, but llama.cpp computes at most {MostExperts}.";
        if (file.Array($"{file.Architecture}.expert_used_count") is not null) return null; // a number a layer
        var used = file.Integer($"{file.Architecture}.expert_used_count") ?? 0;
        return used < 0 || used > experts || (experts > 0 && used == 0) ? $"it uses {used} of {experts} experts." : null;
    }

    private static string? FaultOfVocabulary(GgufFile file, GgufArray tokens)
    {
        if (tokens.ElementType != Texts) return "the tokens of its vocabulary are no texts.";
        if (OtherLength(file, "scores", Float32, tokens.Count) is { } scores) return scores;
        if (OtherLength(file, "token_type", Int32, tokens.Count) is { } types) return types;
        if (file.Array(Tokenizer + "merges") is { ElementType: not Texts }) return "the merges of its vocabulary are no texts.";
        var known = new HashSet<string>(file.Tokens.Count, StringComparer.Ordinal);
        foreach (var token in file.Tokens)
        {
            // llama.cpp reads up to the first zero, and gives each empty token a name of its own.
            var end = token.IndexOf('\0', StringComparison.Ordinal);
            var text = end < 0 ? token : token[..end];
            if (text.Length > 0 && !known.Add(text)) return "its vocabulary has the same token twice.";
        }

        return file.Text(Tokenizer + "model") is "llama" ? MissingByte(known) : null;
    }

    /// <summary>llama.cpp reads as many scores and kinds as there are tokens.</summary>
    private static string? OtherLength(GgufFile file, string name, uint type, long count)
    {
        if (file.Array(Tokenizer + name) is not { } array || (array.Count == count && array.ElementType == type)) return null;
        return $"its vocabulary has {count} tokens, but {array.Count} entries of {name}, or of another kind.";
    }

    /// <summary>A SentencePiece vocabulary spells what it does not know in bytes, all of which it must have.</summary>
    private static string? MissingByte(HashSet<string> known)
    {
        for (var b = 0; b < 256; b++)
        {
            if (!known.Contains($"<0x{b:X2}>") && (b == 0 || !known.Contains(((char)b).ToString())))
                return $"its vocabulary has no token for the byte 0x{b:X2}, with which unknown characters are spelled.";
        }

        return null;
    }
}
