namespace Emotion.Ambiguity.OpenAICompatible.Protocol;

// llama-server's own interfaces.
internal sealed record LlamaProps
{
    public string? BuildInfo { get; init; }

    public LlamaGenerationSettings? DefaultGenerationSettings { get; init; }
}

internal sealed record LlamaGenerationSettings
{
    public int? NCtx { get; init; }
}

internal sealed record LlamaTokenizeRequest(string Content, bool AddSpecial, bool ParseSpecial);

internal sealed record LlamaTokens
{
    public int[]? Tokens { get; init; }
}

internal sealed record LlamaDetokenizeRequest(int[] Tokens);

internal sealed record LlamaText
{
    public string? Content { get; init; }
}

internal sealed record LlamaTemplateRequest(IReadOnlyList<ChatMessage> Messages);

internal sealed record LlamaTemplateReply
{
    public string? Prompt { get; init; }
}

internal sealed record LlamaCompletionRequest
{
    public required IReadOnlyList<int[]> Prompt { get; init; }

    public required int NPredict { get; init; }

    public required int NProbs { get; init; }

    public double Temperature { get; init; }

    public int Seed { get; init; }

    /// <summary>The temperature alone: no penalty and no cut may change the model's own choice.</summary>
    public IReadOnlyList<string> Samplers { get; init; } = ["temperature"];

    public bool ReturnTokens { get; init; } = true;

    /// <summary>Pairs of a token id and what is added to its logit before a token is chosen; the log-probabilities are those of the logits without it.</summary>
    public double[][]? LogitBias { get; init; }
}

internal sealed record LlamaCompletion
{
    public int Index { get; init; }

    public string? Content { get; init; }

    public int[]? Tokens { get; init; }

    public int? TokensPredicted { get; init; }

    public string? StopType { get; init; }

    public bool? Stop { get; init; }

    public IReadOnlyList<LlamaTokenProbability>? CompletionProbabilities { get; init; }

    public LlamaTimings? Timings { get; init; }
}

internal sealed record LlamaTokenProbability
{
    public int? Id { get; init; }

    public double? Logprob { get; init; }

    public IReadOnlyList<LlamaTokenProbability>? TopLogprobs { get; init; }
}

internal sealed record LlamaTimings
{
    public int? CacheN { get; init; }
}
