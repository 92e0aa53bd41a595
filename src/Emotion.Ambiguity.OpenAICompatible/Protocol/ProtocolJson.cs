using System.Text.Json;
using System.Text.Json.Serialization;

namespace Emotion.Ambiguity.OpenAICompatible.Protocol;

/// <summary>Reads and writes all messages without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(ChatChunk))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(LlamaProps))]
[JsonSerializable(typeof(LlamaTokenizeRequest))]
[JsonSerializable(typeof(LlamaTokens))]
[JsonSerializable(typeof(LlamaDetokenizeRequest))]
[JsonSerializable(typeof(LlamaText))]
[JsonSerializable(typeof(LlamaTemplateRequest))]
[JsonSerializable(typeof(LlamaTemplateReply))]
[JsonSerializable(typeof(LlamaCompletionRequest))]
[JsonSerializable(typeof(LlamaCompletion))]
[JsonSerializable(typeof(VllmVersion))]
[JsonSerializable(typeof(VllmTokenizeRequest))]
[JsonSerializable(typeof(VllmTokenizeChatRequest))]
[JsonSerializable(typeof(VllmTokens))]
[JsonSerializable(typeof(VllmDetokenizeRequest))]
[JsonSerializable(typeof(VllmText))]
[JsonSerializable(typeof(VllmCompletionRequest))]
[JsonSerializable(typeof(VllmCompletion))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ProtocolJson : JsonSerializerContext;
