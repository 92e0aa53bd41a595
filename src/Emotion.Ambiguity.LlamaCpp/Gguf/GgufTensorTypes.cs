namespace Emotion.Ambiguity.LlamaCpp.Gguf;

/// <summary>How many bytes the number formats of ggml take.</summary>
internal static class GgufTensorTypes
{
    private static readonly Dictionary<uint, (int Values, int Bytes)> Blocks = new()
    {
        [0] = (1, 4), [1] = (1, 2), [2] = (32, 18), [3] = (32, 20), [6] = (32, 22), [7] = (32, 24), [8] = (32, 34), [9] = (32, 36),
        [10] = (256, 84), [11] = (256, 110), [12] = (256, 144), [13] = (256, 176), [14] = (256, 210), [15] = (256, 292),
        [16] = (256, 66), [17] = (256, 74), [18] = (256, 98), [19] = (256, 50), [20] = (32, 18), [21] = (256, 110), [22] = (256, 82), [23] = (256, 136),
        [24] = (1, 1), [25] = (1, 2), [26] = (1, 4), [27] = (1, 8), [28] = (1, 8), [29] = (256, 56), [30] = (1, 2), [34] = (256, 54), [35] = (256, 66),
        [39] = (32, 17),
    };

    private static readonly Dictionary<uint, string> Names = new()
    {
        [0] = "F32", [1] = "F16", [2] = "Q4_0", [3] = "Q4_1", [6] = "Q5_0", [7] = "Q5_1", [8] = "Q8_0", [9] = "Q8_1", [10] = "Q2_K", [11] = "Q3_K", [12] = "Q4_K", [13] = "Q5_K",
        [14] = "Q6_K", [15] = "Q8_K", [16] = "IQ2_XXS", [17] = "IQ2_XS", [18] = "IQ3_XXS", [19] = "IQ1_S", [20] = "IQ4_NL", [21] = "IQ3_S", [22] = "IQ2_S", [23] = "IQ4_XS",
        [24] = "I8", [25] = "I16", [26] = "I32", [27] = "I64", [28] = "F64", [29] = "IQ1_M", [30] = "BF16", [34] = "TQ1_0", [35] = "TQ2_0", [39] = "MXFP4",
    };

    /// <summary>What ggml calls a format; its number where it is newer than this table.</summary>
    public static string Name(uint type) => Names.GetValueOrDefault(type) ?? $"type {type}";

    /// <summary>The formats whose size is known.</summary>
    public static IEnumerable<(uint Type, int Values, int Bytes)> Known => Blocks.Select(b => (b.Key, b.Value.Values, b.Value.Bytes));

    /// <summary>The bytes of a tensor; 0 where the format is newer than this table, because such a file is for the library to judge.</summary>
    public static UInt128 Bytes(uint type, ulong values) =>
        Blocks.TryGetValue(type, out var block) ? (UInt128)(values / (ulong)block.Values) * (ulong)block.Bytes : 0;
}
