using Emotion.Ambiguity.LlamaCpp.Tests.Support;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Trials.Load;

/// <summary>Tiny models with random weights, damaged: a case is the same each time.</summary>
internal static class DamagedModels
{
    public static byte[] WholeModel() => new TinyGguf
    {
        MoreNumbers = [("attention.key_length", 16), ("attention.value_length", 16), ("expert_count", 0), ("expert_used_count", 0), ("attention.sliding_window", 0), ("rope.scaling.original_context_length", 512)],
    }.Write();

    public static Func<int, byte[]> Of(string kind)
    {
        var whole = kind switch
        {
            "gguf" => WholeModel(),
            "whisper" => TinyWhisper.Write(),
            "projector" => new TinyProjector().Write(),
            _ => throw new ArgumentException($"There is no kind \"{kind}\"; there are gguf, whisper and projector.", nameof(kind)),
        };
        var map = kind == "whisper" ? [] : GgufMap.Of(whole);
        return index =>
        {
            var random = new Random(unchecked((index * 7919) ^ 0x5eed));
            return map.Count > 0 && index % 4 != 0 ? GgufMap.Damage(random, whole, map) : DamageHeader(random, whole);
        };
    }

    /// <summary>Bytes of the header changed; the weights behind it as they are.</summary>
    private static byte[] DamageHeader(Random random, byte[] whole)
    {
        var header = Math.Min(whole.Length, 16_384);
        return [.. Mutations.Of(random, [whole[..header]], []), .. whole.AsSpan(header)];
    }
}
