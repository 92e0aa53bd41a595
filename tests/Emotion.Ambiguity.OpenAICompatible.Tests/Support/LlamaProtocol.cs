using System.Text.Json.Nodes;

namespace Emotion.Ambiguity.OpenAICompatible.Tests.Support;

/// <summary>The interfaces of llama-server, as its documentation and source describe them.</summary>
internal sealed class LlamaProtocol(DecodingBackend backend) : TestProtocol(backend)
{
    /// <summary>What the server writes for ln 0.</summary>
    private const double Lowest = float.MinValue;

    protected override JsonObject Model => new()
    {
        ["id"] = ModelId, ["object"] = "model", ["owned_by"] = "llamacpp", ["meta"] = new JsonObject { ["n_vocab"] = Backend.VocabularySize },
    };

    protected override JsonNode? Answer(string path, JsonNode? body) => path switch
    {
        "/props" => new JsonObject { ["build_info"] = "b1234-test", ["default_generation_settings"] = new JsonObject { ["n_ctx"] = Backend.ContextTokens } },
        "/tokenize" => new JsonObject { ["tokens"] = Array(Backend.Tokenize(body!["content"]!.GetValue<string>(), body["parse_special"]!.GetValue<bool>())) },
        "/detokenize" => new JsonObject { ["content"] = Backend.Detokenize(Ints(body!["tokens"])) },
        "/apply-template" => new JsonObject { ["prompt"] = Backend.LayOut(Messages(body!)) },
        "/completion" => Complete(body!),
        _ => null,
    };

    private JsonNode Complete(JsonNode body)
    {
        var prompts = Prompts(body);
        var tooLong = System.Array.Find(prompts, p => p.Length >= Backend.ContextTokens);
        if (tooLong is not null)
        {
            var error = Error(400, "the request exceeds the available context size");
            error["error"]!["n_prompt_tokens"] = tooLong.Length;
            error["error"]!["n_ctx"] = Backend.ContextTokens;
            return error;
        }

        // Several answers come in any order, each with its index.
        var answers = prompts.Select((prompt, i) => (JsonNode)CompleteOne(body, prompt, i)).Reverse().ToArray();
        return answers.Length == 1 ? answers[0] : new JsonArray(answers);
    }

    private JsonObject CompleteOne(JsonNode body, int[] prompt, int index)
    {
        var forced = body["logit_bias"]?[0]?[0]?.GetValue<int>();
        var steps = Backend.Generate(prompt, body["n_predict"]!.GetValue<int>(), body["temperature"]!.GetValue<double>(), body["seed"]!.GetValue<int>(), forced, out var reused);
        var ended = Backend.IsEnd(steps[^1].Token);
        int[] text = [.. steps.Where(s => !Backend.IsEnd(s.Token)).Select(s => s.Token)];
        var answer = new JsonObject
        {
            ["index"] = index,
            ["content"] = Backend.AnswerText(text),
            ["tokens"] = Array(steps.Select(s => s.Token)),
            ["tokens_predicted"] = steps.Count,
            ["stop"] = true,
            ["stop_type"] = ended ? "eos" : "limit",
            ["timings"] = new JsonObject { ["cache_n"] = reused },
        };
        var count = body["n_probs"]!.GetValue<int>();
        if (count > 0) answer["completion_probabilities"] = new JsonArray([.. Entries(steps, count)]);
        return answer;
    }

    /// <summary>One entry a step, save for steps after which the text ends inside a character: the server drops those.</summary>
    private IEnumerable<JsonNode> Entries(List<DecodingBackend.Step> steps, int count)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (Backend.AnswerText([.. steps.Take(i + 1).Select(s => s.Token)]).EndsWith('\uFFFD')) continue;
            var entry = Entry(steps[i], steps[i].Token);
            entry["top_logprobs"] = new JsonArray([.. steps[i].Top(count).Select(token => (JsonNode)Entry(steps[i], token))]);
            yield return entry;
        }
    }

    // The server takes the logarithm of a probability in single precision.
    private static JsonObject Entry(DecodingBackend.Step step, int token)
    {
        var probability = (float)Math.Exp(step.LogProbabilities[token]);
        return new JsonObject { ["id"] = token, ["token"] = "", ["logprob"] = probability == 0 ? Lowest : MathF.Log(probability) };
    }
}
