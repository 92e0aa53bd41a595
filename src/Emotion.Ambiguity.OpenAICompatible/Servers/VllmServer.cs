using System.Globalization;
using System.Text.Json;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.OpenAICompatible.Http;
using Emotion.Ambiguity.OpenAICompatible.Protocol;
using Emotion.Ambiguity.OpenAICompatible.Tokens;

namespace Emotion.Ambiguity.OpenAICompatible.Servers;

/// <summary>vLLM. Labels are scored as parts of prompts, whose log-probabilities it tells exactly.</summary>
internal sealed class VllmServer(ServerConnection connection, string model) : TokenServer
{
    private const string Completions = "v1/completions";
    private const string TokenPrefix = "token_id:";

    // Recent versions tell the log-probabilities of any tokens that are named; others ignore the wish or refuse it.
    private volatile bool _takesChosenTokens = true;

    public override async Task<int[]> TokenizeAsync(string text, TokenizationMode mode, CancellationToken cancellationToken)
    {
        if (mode != TokenizationMode.PlainText) return await TokenizeAsync(text, addSpecialTokens: false, cancellationToken).ConfigureAwait(false);

        // It has no switch for control tokens in plain text. Text that is cut behind the first character of each holds none that is whole.
        var tokens = new List<int>();
        for (var rest = text; rest.Length > 0;)
        {
            var cut = rest.AsSpan().IndexOfAny('<', '[') + 1;
            var piece = cut > 0 ? rest[..cut] : rest;
            tokens.AddRange(await TokenizeAsync(piece, addSpecialTokens: false, cancellationToken).ConfigureAwait(false));
            rest = rest[piece.Length..];
        }

        return [.. tokens];
    }

    public override async Task<string> DetokenizeAsync(int[] tokenIds, CancellationToken cancellationToken)
    {
        var reply = await connection.PostAsync("detokenize", new VllmDetokenizeRequest(model, tokenIds), ProtocolJson.Default.VllmDetokenizeRequest, ProtocolJson.Default.VllmText, cancellationToken).ConfigureAwait(false);
        return reply.Prompt ?? throw ServerConnection.Malformed("POST /detokenize", "\"prompt\" is missing.");
    }

    public override async Task<int[]> BeginTokensAsync(CancellationToken cancellationToken)
    {
        var bare = await TokenizeAsync("a", addSpecialTokens: false, cancellationToken).ConfigureAwait(false);
        var whole = await TokenizeAsync("a", addSpecialTokens: true, cancellationToken).ConfigureAwait(false);
        return whole[..Math.Max(0, whole.AsSpan().IndexOf(bare))];
    }

    /// <summary>The template's output as text; only where that text gives the same tokens again, so that it may be cut.</summary>
    public override async Task<string?> LayOutAsync(IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken)
    {
        VllmTokens reply;
        try
        {
            reply = await connection.PostAsync("tokenize", new VllmTokenizeChatRequest(model, messages), ProtocolJson.Default.VllmTokenizeChatRequest, ProtocolJson.Default.VllmTokens, cancellationToken).ConfigureAwait(false);
        }
        catch (ServerException e) when (e.Fault is ServerFault.Rejected or ServerFault.ServerError)
        {
            return null;
        }

        var tokens = Required(reply);
        var text = await DetokenizeAsync(tokens, cancellationToken).ConfigureAwait(false);
        var again = await TokenizeAsync(text, addSpecialTokens: false, cancellationToken).ConfigureAwait(false);
        return again.AsSpan().SequenceEqual(tokens) ? text : null;
    }

    public override async Task<TokenAnswer> GenerateAsync(int[] prompt, LanguageModelRequest request, CancellationToken cancellationToken)
    {
        var body = new VllmCompletionRequest
        {
            Model = model,
            Prompt = [prompt],
            MaxTokens = request.MaxOutputTokens,
            Temperature = request.Sampling.Temperature,
            Seed = request.Sampling.Seed,
            Logprobs = request.LogitTokenIds.IsEmpty ? 1 : connection.Options.TopLogProbs,
        };
        var reply = await CompleteAsync(body, request.LogitTokenIds, cancellationToken).ConfigureAwait(false);
        var choice = reply.Choices![0];
        if (choice.FinishReason is not ("stop" or "length")) throw Malformed($"the answer ended with the finish reason \"{choice.FinishReason}\".");
        var tokens = (choice.Logprobs?.Tokens ?? throw Malformed("\"logprobs.tokens\" is missing.")).Select(TokenId).ToArray();

        // The end token is a part of the list, and not of the text. A stop word, which only a server's own settings can add, is text.
        var endsWithToken = choice.FinishReason is "stop" && choice.StopReason is not { ValueKind: JsonValueKind.String };
        if (endsWithToken && tokens.Length > 0) tokens = tokens[..^1];
        var steps = request.LogitTokenIds.IsEmpty ? [] : Steps(choice, tokens.Length, request.LogitTokenIds);
        var stop = choice.FinishReason is "length" ? GenerationStop.MaxOutputTokens : GenerationStop.EndOfAnswer;
        return new TokenAnswer(choice.Text ?? "", tokens, StepTable.Create(request.LogitTokenIds, steps), stop, reply.Usage?.PromptTokensDetails?.CachedTokens ?? 0);
    }

    public override async Task<ContinuationScore[]> ScoreAsync(int[] prompt, IReadOnlyList<ReadOnlyMemory<int>> continuations, CancellationToken cancellationToken)
    {
        var body = new VllmCompletionRequest
        {
            Model = model,
            Prompt = [.. continuations.Select(c => (int[])[.. prompt, .. c.Span])],
            MaxTokens = 1,
            PromptLogprobs = 1,
        };
        var choices = (await CompleteAsync(body, default, cancellationToken).ConfigureAwait(false)).Choices!.OrderBy(c => c.Index).ToArray();
        return [.. continuations.Select((continuation, i) => Score(choices[i], prompt.Length, continuation.Span))];
    }

    private static ContinuationScore Score(VllmChoice choice, int start, ReadOnlySpan<int> continuation)
    {
        var all = choice.PromptLogprobs ?? throw Malformed("\"prompt_logprobs\" is missing.");
        var (sum, isBound) = (0.0, false);
        for (var i = 0; i < continuation.Length; i++)
        {
            if (start + i >= all.Count || all[start + i] is not { } step || !step.TryGetValue(continuation[i].ToString(CultureInfo.InvariantCulture), out var entry) || entry.Logprob is not { } logProbability)
                throw Malformed($"\"prompt_logprobs\" tells nothing of the token {continuation[i]} at {start + i}.");
            sum += Math.Clamp(logProbability, StepTable.Smallest, 0);
            isBound |= logProbability < StepTable.Smallest;
        }

        return new ContinuationScore(sum, continuation.Length) { IsUpperBound = isBound };
    }

    private List<StepProbabilities> Steps(VllmChoice choice, int count, ReadOnlyMemory<int> wanted)
    {
        var all = choice.Logprobs!.TopLogprobs ?? throw Malformed("\"logprobs.top_logprobs\" is missing.");
        if (all.Count < count) throw Malformed($"\"logprobs.top_logprobs\" has {all.Count} steps, and there are {count} tokens.");
        var ids = wanted.ToArray();
        return [.. all.Take(count).Select(top =>
        {
            var known = (top ?? []).Where(t => t.Value is not null).ToDictionary(t => TokenId(t.Key), t => t.Value!.Value);

            // All that were named are there: the list is theirs, and says nothing of which are the likeliest.
            return new StepProbabilities(known, Array.TrueForAll(ids, known.ContainsKey) ? 0 : Math.Min(connection.Options.TopLogProbs, known.Count));
        })];
    }

    private async Task<VllmCompletion> CompleteAsync(VllmCompletionRequest request, ReadOnlyMemory<int> chosen, CancellationToken cancellationToken)
    {
        VllmCompletion reply;
        if (!chosen.IsEmpty && _takesChosenTokens)
        {
            try
            {
                reply = await PostAsync(request with { LogprobTokenIds = chosen.ToArray(), Logprobs = chosen.Length }, cancellationToken).ConfigureAwait(false);
                if (ListsAll(reply, chosen)) return reply;
            }
            catch (ServerException e) when (e.Fault == ServerFault.Rejected)
            {
                // More than this server allows; the plain call below says so itself if that was not the reason.
            }

            _takesChosenTokens = false;
        }

        return await PostAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private static bool ListsAll(VllmCompletion reply, ReadOnlyMemory<int> chosen)
    {
        var ids = chosen.ToArray().Select(id => TokenPrefix + id.ToString(CultureInfo.InvariantCulture)).ToArray();
        return reply.Choices![0].Logprobs?.TopLogprobs is { } steps && steps.All(step => step is not null && Array.TrueForAll(ids, step.ContainsKey));
    }

    private async Task<VllmCompletion> PostAsync(VllmCompletionRequest request, CancellationToken cancellationToken)
    {
        var reply = await connection.PostAsync(Completions, request, ProtocolJson.Default.VllmCompletionRequest, ProtocolJson.Default.VllmCompletion, cancellationToken).ConfigureAwait(false);
        return reply.Choices?.Count == request.Prompt.Count ? reply : throw Malformed($"it has {reply.Choices?.Count ?? 0} answers to {request.Prompt.Count} prompts.");
    }

    private async Task<int[]> TokenizeAsync(string text, bool addSpecialTokens, CancellationToken cancellationToken) => Required(await connection.PostAsync(
        "tokenize", new VllmTokenizeRequest(model, text, addSpecialTokens), ProtocolJson.Default.VllmTokenizeRequest, ProtocolJson.Default.VllmTokens, cancellationToken).ConfigureAwait(false));

    private static int[] Required(VllmTokens reply) => reply.Tokens ?? throw ServerConnection.Malformed("POST /tokenize", "\"tokens\" is missing.");

    private static int TokenId(string token) =>
        token.StartsWith(TokenPrefix, StringComparison.Ordinal) && int.TryParse(token.AsSpan(TokenPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw Malformed("tokens are not written as ids.");

    private static ServerException Malformed(string what) => ServerConnection.Malformed($"POST /{Completions}", what);
}
