using System.Text.Json.Nodes;

namespace Emotion.Ambiguity.OpenAICompatible.Tests.Support;

/// <summary>The interfaces of vLLM, as its documentation and source describe them.</summary>
internal sealed class VllmProtocol(DecodingBackend backend) : TestProtocol(backend)
{
    /// <summary>Whether it tells the log-probabilities of tokens that a request names, as recent versions do; others ignore the wish.</summary>
    public bool TakesChosenTokens { get; init; } = true;

    public int MaxLogprobs { get; init; } = 20;

    protected override JsonObject Model => new() { ["id"] = ModelId, ["object"] = "model", ["owned_by"] = "vllm", ["max_model_len"] = Backend.ContextTokens };

    protected override JsonNode? Answer(string path, JsonNode? body) => path switch
    {
        "/version" => new JsonObject { ["version"] = "0.99.0" },
        "/tokenize" => Tokenize(body!),
        "/detokenize" => new JsonObject { ["prompt"] = Backend.Detokenize(Ints(body!["tokens"])) },
        "/v1/completions" => Complete(body!),
        _ => null,
    };

    private JsonObject Tokenize(JsonNode body)
    {
        var text = body["messages"] is null ? body["prompt"]!.GetValue<string>() : Backend.LayOut(Messages(body));
        var tokens = Backend.Tokenize(text, parseSpecial: true);
        return new JsonObject { ["count"] = tokens.Length, ["max_model_len"] = Backend.ContextTokens, ["tokens"] = Array(tokens) };
    }

    private JsonObject Complete(JsonNode body)
    {
        var chosen = TakesChosenTokens && body["logprob_token_ids"] is { } named ? Ints(named) : null;
        var logprobs = body["logprobs"]?.GetValue<int>();
        if (chosen is null && logprobs > MaxLogprobs) return Error(400, $"Requested sample logprobs of {logprobs}, which is greater than max allowed: {MaxLogprobs}");
        var prompts = Prompts(body);
        if (System.Array.Exists(prompts, p => p.Length + body["max_tokens"]!.GetValue<int>() > Backend.ContextTokens)) return Error(400, "This model's maximum context length is exceeded.");
        var reused = 0;
        var choices = prompts.Select((prompt, i) => (JsonNode)Choice(body, prompt, i, logprobs, chosen, out reused)).ToArray();
        return new JsonObject
        {
            ["object"] = "text_completion",
            ["choices"] = new JsonArray(choices),
            ["usage"] = new JsonObject { ["prompt_tokens"] = prompts.Sum(p => p.Length), ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = reused } },
        };
    }

    private JsonObject Choice(JsonNode body, int[] prompt, int index, int? logprobs, int[]? chosen, out int reused)
    {
        var steps = Backend.Generate(prompt, body["max_tokens"]!.GetValue<int>(), body["temperature"]!.GetValue<double>(), body["seed"]!.GetValue<int>(), null, out reused);
        var ended = Backend.IsEnd(steps[^1].Token);
        var choice = new JsonObject
        {
            ["index"] = index,
            ["text"] = Backend.AnswerText([.. steps.Where(s => !Backend.IsEnd(s.Token)).Select(s => s.Token)]),
            ["finish_reason"] = ended ? "stop" : "length",
            ["stop_reason"] = null,
        };
        if (logprobs is not null)
        {
            choice["logprobs"] = new JsonObject
            {
                ["tokens"] = new JsonArray([.. steps.Select(s => (JsonNode)Name(s.Token))]),
                ["top_logprobs"] = new JsonArray([.. steps.Select(s => (JsonNode)new JsonObject((chosen ?? s.Top(logprobs.Value)).Append(s.Token).Distinct()
                    .Select(t => KeyValuePair.Create(Name(t), (JsonNode?)Clamp(s.LogProbabilities[t])))))]),
            };
        }

        if (body["prompt_logprobs"] is not null) choice["prompt_logprobs"] = PromptLogprobs(prompt);
        return choice;
    }

    private JsonArray PromptLogprobs(int[] prompt)
    {
        var all = new JsonArray { null };
        for (var i = 1; i < prompt.Length; i++)
        {
            var row = Backend.LogProbabilities(prompt[..i], out _);
            int[] told = [.. new[] { prompt[i], System.Array.IndexOf(row, row.Max()) }.Distinct()];
            all.Add(new JsonObject(told.Select(t => KeyValuePair.Create(t.ToString(), (JsonNode?)new JsonObject { ["logprob"] = Clamp(row[t]), ["rank"] = 1, ["decoded_token"] = "" }))));
        }

        return all;
    }

    private static string Name(int token) => $"token_id:{token}";

    private static double Clamp(double logProbability) => Math.Max(logProbability, -9999);
}
