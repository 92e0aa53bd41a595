using System.Text.Json;
using System.Text.Json.Serialization;

namespace Emotion.Ambiguity.LlamaCpp.Tests.Support;

/// <summary>The embedded models on the sample clips, computed by another program with llama.cpp v0.5.0 and its own mtmd (Reference/audio_mini.json).</summary>
internal static class AudioReference
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static IReadOnlyList<AudioReferenceItem> Items { get; } = Load(Path.Combine(AppContext.BaseDirectory, "Reference", "audio_mini.json"));

    public static IReadOnlyList<AudioReferenceItem> Load(string path) => JsonSerializer.Deserialize<AudioReferenceFile>(File.ReadAllText(path), Options)!.Items;
}

internal sealed record AudioReferenceFile(IReadOnlyList<AudioReferenceItem> Items);

internal sealed record AudioReferenceItem(
    string Clip,
    string[] Labels,
    [property: JsonPropertyName("embedding_rows")] int EmbeddingRows,
    [property: JsonPropertyName("embedding_sum")] double EmbeddingSum,
    [property: JsonPropertyName("embedding_abs_mean")] double EmbeddingAbsMean,
    [property: JsonPropertyName("single_audio")] AudioReferenceAnswer SingleAudio,
    [property: JsonPropertyName("single_both")] AudioReferenceAnswer SingleBoth,
    [property: JsonPropertyName("ambiguous_audio")] AudioReferenceAnswer AmbiguousAudio,
    [property: JsonPropertyName("ambiguous_both")] AudioReferenceAnswer AmbiguousBoth)
{
    public string Name => Path.GetFileNameWithoutExtension(Clip);
}

internal sealed record AudioReferenceAnswer(
    string? Transcript,
    [property: JsonPropertyName("generated_text")] string GeneratedText,
    [property: JsonPropertyName("label_log_likelihood")] double[] LabelLogLikelihood,
    [property: JsonPropertyName("label_distribution")] double[] LabelDistribution);
