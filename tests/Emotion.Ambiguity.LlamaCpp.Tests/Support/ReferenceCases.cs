using System.Text.Json;
using System.Text.Json.Serialization;

namespace Emotion.Ambiguity.LlamaCpp.Tests.Support;

/// <summary>Values that another program computed with the same models (llama.cpp called directly, arithmetic elsewhere).</summary>
internal sealed record ReferenceCases(string Model, IReadOnlyList<ReferenceCase> Cases)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static ReferenceCases Mini { get; } = Load("token_logits_mini.json");

    public static ReferenceCases SmolLm2 { get; } = Load("token_logits_smollm2.json");

    private static ReferenceCases Load(string file) =>
        JsonSerializer.Deserialize<ReferenceCases>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reference", file)), Options)!;
}

internal sealed record ReferenceCase(
    IReadOnlyList<string> Labels,
    string Prompt,
    string System,
    string User,
    [property: JsonPropertyName("prompt_token_ids")] int[] PromptTokenIds,
    [property: JsonPropertyName("generated_token_ids")] int[] GeneratedTokenIds,
    [property: JsonPropertyName("generated_text")] string GeneratedText,
    IReadOnlyList<ReferenceVariant> Variants,
    [property: JsonPropertyName("label_log_likelihood")] double[] LabelLogLikelihood,
    [property: JsonPropertyName("label_distribution")] double[] LabelDistribution);

internal sealed record ReferenceVariant(
    string Forms,
    string Steps,
    IReadOnlyDictionary<string, int[]> Tokens,
    [property: JsonPropertyName("step_indices")] int[] StepIndices,
    double[] Z,
    double[]? Proportional,
    double[] Softmax,
    double[] Shifted);
