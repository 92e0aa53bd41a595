using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.OpenAICompatible.Http;
using Emotion.Ambiguity.OpenAICompatible.Protocol;

namespace Emotion.Ambiguity.OpenAICompatible.Servers;

/// <summary>What every server has: messages in, a stream of text out.</summary>
internal sealed class ChatDialect(ServerConnection connection, string model, int? contextTokens) : IServerDialect
{
    public const string Engine = "OpenAI-compatible server";

    public LanguageModelInfo Info { get; } = new() { ModelId = model, Engine = Engine, Capabilities = LanguageModelCapabilities.None, ContextTokens = contextTokens };

    public OpenAICompatibleServer Server => OpenAICompatibleServer.Generic;

    public int? VocabularySize => null;

    public ITokenizer? Tokenizer => null;

    public async Task<LanguageModelResponse> RunAsync(LanguageModelRequest request, CancellationToken cancellationToken)
    {
        if (request.MaxOutputTokens >= contextTokens) throw new ContextOverflowException(request.MaxOutputTokens + 1, contextTokens.Value);
        var body = new ChatRequest
        {
            Model = model,
            Messages = [.. request.Prompt.Messages.Select(m => new ChatMessage(RoleName(m.Role), m.Text))],
            MaxTokens = request.MaxOutputTokens,
            Temperature = request.Sampling.Temperature,
            Seed = request.Sampling.Temperature > 0 ? request.Sampling.Seed : null,
        };
        var answer = await connection.StreamAsync(
            "v1/chat/completions", body, ProtocolJson.Default.ChatRequest, call => new ChatStream(call, connection.Options.ApiKey), cancellationToken).ConfigureAwait(false);
        return new LanguageModelResponse
        {
            Generation = new Generation(answer.Text, default, StepLogits.None, answer.Stop),
            PromptTokens = answer.Usage?.PromptTokens ?? 0,
            ReusedPromptTokens = answer.Usage?.PromptTokensDetails?.CachedTokens ?? 0,
        };
    }

    public static string RoleName(PromptRole role) => role switch
    {
        PromptRole.System => "system",
        PromptRole.User => "user",
        _ => "assistant",
    };
}
