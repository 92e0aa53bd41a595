using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Emotion.Ambiguity.OpenAICompatible.Tests.Support;

/// <summary>What a test server answers. The base speaks what all servers do.</summary>
internal class TestProtocol(DecodingBackend backend)
{
    public const string ModelId = "test-model";

    protected DecodingBackend Backend => backend;

    protected virtual JsonObject Model => new() { ["id"] = ModelId, ["object"] = "model", ["owned_by"] = "someone" };

    public async Task AnswerAsync(HttpContext context, JsonNode? body)
    {
        var path = context.Request.Path.Value!;
        if (path == "/v1/models") await WriteAsync(context, new JsonObject { ["object"] = "list", ["data"] = new JsonArray(Model) });
        else if (path == "/v1/chat/completions") await ChatAsync(context, body!);
        else if (Answer(path, body) is { } answer) await WriteAsync(context, answer, (answer as JsonObject)?["error"]?["code"]?.GetValue<int>() ?? 200);
        else await WriteAsync(context, Error(404, "File Not Found"), 404);
    }

    /// <summary>The answer of the server's own interfaces, or null where it has none.</summary>
    protected virtual JsonNode? Answer(string path, JsonNode? body) => null;

    protected static JsonObject Error(int code, string message) => new() { ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["type"] = "error" } };

    protected static int[] Ints(JsonNode? array) => [.. array!.AsArray().Select(n => n!.GetValue<int>())];

    protected static int[][] Prompts(JsonNode body) => [.. body["prompt"]!.AsArray().Select(Ints)];

    protected static JsonArray Array(IEnumerable<int> values) => new([.. values.Select(v => (JsonNode)v)]);

    protected static IEnumerable<(string Role, string Content)> Messages(JsonNode body) =>
        body["messages"]!.AsArray().Select(m => (m!["role"]!.GetValue<string>(), m["content"]!.GetValue<string>()));

    private static async Task WriteAsync(HttpContext context, JsonNode answer, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    }

    private async Task ChatAsync(HttpContext context, JsonNode body)
    {
        var prompt = backend.Tokenize(backend.LayOut(Messages(body)), parseSpecial: true);
        var steps = backend.Generate(prompt, body["max_tokens"]!.GetValue<int>(), body["temperature"]!.GetValue<double>(), body["seed"]?.GetValue<int>() ?? 0, null, out var reused);
        var ended = steps.Count > 0 && backend.IsEnd(steps[^1].Token);
        var text = backend.AnswerText([.. steps.Where(s => !backend.IsEnd(s.Token)).Select(s => s.Token)]);
        var events = new StringBuilder(": a comment\n\n");
        foreach (var part in text.Chunk(2)) Append(events, Chunk(new JsonObject { ["content"] = new string(part) }, null));
        Append(events, Chunk([], ended ? "stop" : "length"));
        Append(events, new JsonObject
        {
            ["choices"] = new JsonArray(),
            ["usage"] = new JsonObject { ["prompt_tokens"] = prompt.Length, ["completion_tokens"] = steps.Count, ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = reused } },
        });
        events.Append("data: [DONE]\n\n");
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(events.ToString(), context.RequestAborted);
    }

    private static JsonObject Chunk(JsonObject delta, string? finishReason) =>
        new() { ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finishReason }) };

    private static void Append(StringBuilder events, JsonObject chunk) => events.Append("data: ").Append(chunk.ToJsonString()).Append("\n\n");
}
