using System.Text;
using System.Text.Json;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.OpenAICompatible.Http;
using Emotion.Ambiguity.OpenAICompatible.Protocol;

namespace Emotion.Ambiguity.OpenAICompatible.Servers;

/// <summary>Puts a streamed chat answer together. Without its finish reason and "[DONE]" it is not one.</summary>
internal sealed class ChatStream(string call, string? secret) : IEventReader
{
    private readonly StringBuilder _text = new();
    private string? _finishReason;

    public bool IsComplete { get; private set; }

    public string Text => _text.ToString();

    public GenerationStop Stop => _finishReason is "length" ? GenerationStop.MaxOutputTokens : GenerationStop.EndOfAnswer;

    public Usage? Usage { get; private set; }

    public void Read(string data)
    {
        if (data is "[DONE]")
        {
            if (_finishReason is null) throw ServerConnection.Broken(call, null);
            IsComplete = true;
            return;
        }

        var chunk = Parse(data);
        Usage = chunk.Usage ?? Usage;
        if (chunk.Choices is not [var choice, ..]) return;
        _text.Append(choice.Delta?.Content);
        _finishReason = choice.FinishReason ?? _finishReason;
        if (_finishReason is not (null or "stop" or "length"))
        {
            throw new ServerException(
                ServerFault.Rejected, $"{call} ended with the finish reason \"{_finishReason}\", so the answer is not whole.", "Switch off the server's filters and tools for this model, or use another one.");
        }
    }

    private ChatChunk Parse(string data)
    {
        try
        {
            var root = JsonSerializer.Deserialize(data, ProtocolJson.Default.JsonElement);
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out _))
            {
                throw new ServerException(
                    ServerFault.ServerError, $"{call} failed while it answered. The server says: {ErrorReply.MessageOf(root, secret) ?? "nothing."}", "Look into the server's log.")
                { IsPassing = true };
            }

            return root.Deserialize(ProtocolJson.Default.ChatChunk) ?? throw ServerConnection.Malformed(call, "an event is null.");
        }
        catch (JsonException e)
        {
            throw ServerConnection.Malformed(call, $"an event is no valid JSON of the expected form at {e.Path ?? "$"}, byte {e.BytePositionInLine + 1}.", e);
        }
    }
}
