using System.Text.Json;

namespace Emotion.Ambiguity.OpenAICompatible.Protocol;

// vLLM's interfaces beyond the common ones.
internal sealed record VllmVersion
{
    public string? Version { get; init; }
}

internal sealed record VllmTokenizeRequest(string Model, string Prompt, bool AddSpecialTokens);

internal sealed record VllmTokenizeChatRequest(string Model, IReadOnlyList<ChatMessage> Messages)
{
    public bool AddGenerationPrompt { get; init; } = true;

    public bool AddSpecialTokens { get; init; }
}

internal sealed record VllmTokens
{
    public int[]? Tokens { get; init; }
}

internal sealed record VllmDetokenizeRequest(string Model, int[] Tokens);

internal sealed record VllmText
{
    public string? Prompt { get; init; }
}

internal sealed record VllmCompletionRequest
{
    public required string Model { get; init; }

    public required IReadOnlyList<int[]> Prompt { get; init; }

    public required int MaxTokens { get; init; }

    public double Temperature { get; init; }

    public int Seed { get; init; }

    // Without these the server may take the model's own generation settings.
    public double TopP { get; init; } = 1;

    public int TopK { get; init; } = -1;

    public double MinP { get; init; }

    public double RepetitionPenalty { get; init; } = 1;

    public int? Logprobs { get; init; }

    public int? PromptLogprobs { get; init; }

    public IReadOnlyList<int>? LogprobTokenIds { get; init; }

    /// <summary>Writes tokens as "token_id:123": their texts are not unique.</summary>
    public bool ReturnTokensAsTokenIds { get; init; } = true;
}

internal sealed record VllmCompletion
{
    public IReadOnlyList<VllmChoice>? Choices { get; init; }

    public Usage? Usage { get; init; }
}

internal sealed record VllmChoice
{
    public int Index { get; init; }

    public string? Text { get; init; }

    public string? FinishReason { get; init; }

    public JsonElement? StopReason { get; init; }

    public VllmLogprobs? Logprobs { get; init; }

    public IReadOnlyList<Dictionary<string, VllmLogprob>?>? PromptLogprobs { get; init; }
}

internal sealed record VllmLogprobs
{
    public IReadOnlyList<string>? Tokens { get; init; }

    public IReadOnlyList<Dictionary<string, double?>?>? TopLogprobs { get; init; }
}

internal sealed record VllmLogprob
{
    public double? Logprob { get; init; }
}
