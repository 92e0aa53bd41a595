namespace Emotion.Ambiguity.OpenAICompatible.Protocol;

// Requests and replies of every OpenAI-compatible server. Only members that are read or written here; all others are ignored.
internal sealed record ChatMessage(string Role, string Content);

internal sealed record ChatRequest
{
    public required string Model { get; init; }

    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    public required int MaxTokens { get; init; }

    public required double Temperature { get; init; }

    public int? Seed { get; init; }

    public bool Stream { get; init; } = true;

    public StreamOptions StreamOptions { get; init; } = new();
}

internal sealed record StreamOptions
{
    public bool IncludeUsage { get; init; } = true;
}

internal sealed record ChatChunk
{
    public IReadOnlyList<ChatChunkChoice>? Choices { get; init; }

    public Usage? Usage { get; init; }
}

internal sealed record ChatChunkChoice
{
    public ChatDelta? Delta { get; init; }

    public string? FinishReason { get; init; }
}

internal sealed record ChatDelta
{
    public string? Content { get; init; }
}

internal sealed record Usage
{
    public int? PromptTokens { get; init; }

    public UsageDetails? PromptTokensDetails { get; init; }
}

internal sealed record UsageDetails
{
    public int? CachedTokens { get; init; }
}

internal sealed record ModelList
{
    public IReadOnlyList<ModelEntry>? Data { get; init; }
}

internal sealed record ModelEntry
{
    public string? Id { get; init; }

    public string? OwnedBy { get; init; }

    /// <summary>vLLM: the longest sequence.</summary>
    public int? MaxModelLen { get; init; }

    /// <summary>llama-server: what the model file says.</summary>
    public ModelMeta? Meta { get; init; }
}

internal sealed record ModelMeta
{
    public int? NVocab { get; init; }
}
