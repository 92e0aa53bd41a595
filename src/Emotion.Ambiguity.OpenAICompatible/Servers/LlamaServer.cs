using System.Text.Json;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.OpenAICompatible.Http;
using Emotion.Ambiguity.OpenAICompatible.Protocol;
using Emotion.Ambiguity.OpenAICompatible.Tokens;

namespace Emotion.Ambiguity.OpenAICompatible.Servers;

/// <summary>
/// llama-server. Its log-probabilities are those of the raw logits, whatever the sampling; so a token that is forced by a bias comes back with its true
/// log-probability, and label likelihoods are exact.
/// </summary>
internal sealed class LlamaServer(ServerConnection connection, int? vocabularySize) : TokenServer
{
    private const string Completion = "completion";

    /// <summary>More than any two logits of a model differ by.</summary>
    private const double Force = 1e6;
    private int[]? _wholeCharacter;

    public override async Task<int[]> TokenizeAsync(string text, TokenizationMode mode, CancellationToken cancellationToken) =>
        await TokenizeAsync(new LlamaTokenizeRequest(text, AddSpecial: false, ParseSpecial: mode != TokenizationMode.PlainText), cancellationToken).ConfigureAwait(false);

    public override async Task<string> DetokenizeAsync(int[] tokenIds, CancellationToken cancellationToken)
    {
        var reply = await connection.PostAsync("detokenize", new LlamaDetokenizeRequest(tokenIds), ProtocolJson.Default.LlamaDetokenizeRequest, ProtocolJson.Default.LlamaText, cancellationToken).ConfigureAwait(false);
        return reply.Content ?? throw ServerConnection.Malformed("POST /detokenize", "\"content\" is missing.");
    }

    public override async Task<int[]> BeginTokensAsync(CancellationToken cancellationToken)
    {
        var bare = await TokenizeAsync(new LlamaTokenizeRequest("a", AddSpecial: false, ParseSpecial: false), cancellationToken).ConfigureAwait(false);
        var whole = await TokenizeAsync(new LlamaTokenizeRequest("a", AddSpecial: true, ParseSpecial: false), cancellationToken).ConfigureAwait(false);
        return whole[..Math.Max(0, whole.AsSpan().IndexOf(bare))];
    }

    public override async Task<string?> LayOutAsync(IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await connection.PostAsync("apply-template", new LlamaTemplateRequest(messages), ProtocolJson.Default.LlamaTemplateRequest, ProtocolJson.Default.LlamaTemplateReply, cancellationToken).ConfigureAwait(false);
            return reply.Prompt ?? throw ServerConnection.Malformed("POST /apply-template", "\"prompt\" is missing.");
        }
        catch (ServerException e) when (e.Fault is ServerFault.Rejected or ServerFault.ServerError)
        {
            // A template that knows no such role raises an error.
            return null;
        }
    }

    public override async Task<TokenAnswer> GenerateAsync(int[] prompt, LanguageModelRequest request, CancellationToken cancellationToken)
    {
        var body = new LlamaCompletionRequest
        {
            Prompt = [prompt],
            NPredict = request.MaxOutputTokens,
            NProbs = request.LogitTokenIds.IsEmpty ? 0 : connection.Options.TopLogProbs,
            Temperature = request.Sampling.Temperature,
            Seed = request.Sampling.Seed,
        };
        var completion = (await CompleteAsync(body, cancellationToken).ConfigureAwait(false))[0];
        var tokens = completion.Tokens ?? throw Malformed("\"tokens\" is missing.");
        if (completion.StopType is not ("eos" or "limit" or "word")) throw Malformed($"the answer ended with the stop type \"{completion.StopType}\".");

        // The end token counts as predicted; newer servers list it, too.
        if (completion.StopType is "eos" && tokens.Length > 0 && tokens.Length == (completion.TokensPredicted ?? tokens.Length)) tokens = tokens[..^1];
        if (tokens.Length > request.MaxOutputTokens) tokens = tokens[..request.MaxOutputTokens]; // it finishes a character that tokens cut
        var steps = request.LogitTokenIds.IsEmpty ? [] : await StepsAsync(prompt, tokens, completion, cancellationToken).ConfigureAwait(false);
        var stop = completion.StopType is "limit" ? GenerationStop.MaxOutputTokens : GenerationStop.EndOfAnswer;
        return new TokenAnswer(completion.Content ?? "", tokens, StepTable.Create(request.LogitTokenIds, steps), stop, completion.Timings?.CacheN ?? 0);
    }

    public override async Task<ContinuationScore[]> ScoreAsync(int[] prompt, IReadOnlyList<ReadOnlyMemory<int>> continuations, CancellationToken cancellationToken)
    {
        var tree = new ContinuationTree(continuations);
        var nodes = tree.Nodes.ToArray();

        // All beginnings in one call; what is not among their likeliest tokens is then forced, one by one.
        var body = new LlamaCompletionRequest { Prompt = [.. nodes.Select(n => (int[])[.. prompt, .. n.Beginning])], NPredict = 1, NProbs = connection.Options.TopLogProbs };
        var completions = await CompleteAsync(body, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < nodes.Length; i++)
        {
            var known = FirstStep(completions[i])?.Known;
            foreach (var token in nodes[i].Next.Keys.ToArray())
            {
                nodes[i].Next[token] = known is not null && known.TryGetValue(token, out var logProbability)
                    ? logProbability
                    : await ForceAsync([.. prompt, .. nodes[i].Beginning], token, cancellationToken).ConfigureAwait(false);
            }
        }

        return [.. continuations.Select(c => Sum([.. tree.Along(c)]))];
    }

    private static ContinuationScore Sum(double[] logProbabilities) =>
        new(logProbabilities.Sum(l => Math.Clamp(l, StepTable.Smallest, 0)), logProbabilities.Length) { IsUpperBound = logProbabilities.Any(l => l < StepTable.Smallest) };

    /// <summary>The log-probability of any token after a prompt.</summary>
    private async Task<double> ForceAsync(int[] prompt, int token, CancellationToken cancellationToken)
    {
        var forced = new LlamaCompletionRequest { Prompt = [prompt], NPredict = 1, NProbs = 1, LogitBias = [[token, Force]] };
        var entry = FirstEntry((await CompleteAsync(forced, cancellationToken).ConfigureAwait(false))[0]);
        if (entry?.Id == token && entry.Logprob is { } logProbability) return logProbability;

        // A token that is a part of a character is left out of the answer's list: then the list of all tokens beside another one has it.
        var step = await BesideWholeCharacterAsync(prompt, vocabularySize ?? 1_000_000, cancellationToken).ConfigureAwait(false);
        return step.Known.TryGetValue(token, out var found) ? found : throw Malformed($"it tells no log-probability of the token {token}.");
    }

    /// <summary>One list of likeliest tokens a token of the answer. The server leaves out steps that end inside a character; they are asked for again.</summary>
    private async Task<List<StepProbabilities>> StepsAsync(int[] prompt, int[] tokens, LlamaCompletion completion, CancellationToken cancellationToken)
    {
        var entries = completion.CompletionProbabilities ?? [];
        var steps = new List<StepProbabilities>(tokens.Length);
        var next = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            steps.Add(next < entries.Count && entries[next].Id == tokens[i]
                ? ToStep(entries[next++])
                : await BesideWholeCharacterAsync([.. prompt, .. tokens[..i]], connection.Options.TopLogProbs, cancellationToken).ConfigureAwait(false));
        }

        return steps;
    }

    /// <summary>Forces a token that is a whole character, so that the server does not leave the step out; the list is that of the raw logits all the same.</summary>
    private async Task<StepProbabilities> BesideWholeCharacterAsync(int[] prompt, int count, CancellationToken cancellationToken)
    {
        _wholeCharacter ??= await TokenizeAsync("a", TokenizationMode.PlainText, cancellationToken).ConfigureAwait(false);
        var body = new LlamaCompletionRequest { Prompt = [prompt], NPredict = 1, NProbs = count, LogitBias = [[_wholeCharacter[^1], Force]] };
        var entry = FirstEntry((await CompleteAsync(body, cancellationToken).ConfigureAwait(false))[0]);
        return entry?.Id == _wholeCharacter[^1] ? ToStep(entry) : throw Malformed("it tells no log-probabilities of a step.");
    }

    private static LlamaTokenProbability? FirstEntry(LlamaCompletion completion) => completion.CompletionProbabilities is [var entry, ..] ? entry : null;

    private static StepProbabilities? FirstStep(LlamaCompletion completion) =>
        completion.CompletionProbabilities is [var entry, ..] && (completion.Tokens is not [var first, ..] || first == entry.Id) ? ToStep(entry) : null;

    private static StepProbabilities ToStep(LlamaTokenProbability entry)
    {
        var top = entry.TopLogprobs ?? [];
        var known = new Dictionary<int, double>(top.Count + 1);
        foreach (var (id, logProbability) in top.Append(entry).Select(t => (t.Id, t.Logprob)))
        {
            if (id is not null && logProbability is not null) known.TryAdd(id.Value, logProbability.Value);
        }

        return new StepProbabilities(known, top.Count);
    }

    private async Task<int[]> TokenizeAsync(LlamaTokenizeRequest request, CancellationToken cancellationToken)
    {
        var reply = await connection.PostAsync("tokenize", request, ProtocolJson.Default.LlamaTokenizeRequest, ProtocolJson.Default.LlamaTokens, cancellationToken).ConfigureAwait(false);
        return reply.Tokens ?? throw ServerConnection.Malformed("POST /tokenize", "\"tokens\" is missing.");
    }

    /// <summary>One completion a prompt, in the order of the prompts; the server answers one prompt with an object and several with an array.</summary>
    private async Task<LlamaCompletion[]> CompleteAsync(LlamaCompletionRequest request, CancellationToken cancellationToken)
    {
        var reply = await connection.PostAsync(Completion, request, ProtocolJson.Default.LlamaCompletionRequest, ProtocolJson.Default.JsonElement, cancellationToken).ConfigureAwait(false);
        LlamaCompletion[] completions;
        try
        {
            completions = reply.ValueKind == JsonValueKind.Array
                ? [.. reply.EnumerateArray().Select(e => e.Deserialize(ProtocolJson.Default.LlamaCompletion)!).OrderBy(c => c.Index)]
                : [reply.Deserialize(ProtocolJson.Default.LlamaCompletion)!];
        }
        catch (JsonException e)
        {
            throw Malformed($"a member has another type at {e.Path ?? "$"}.", e);
        }

        if (completions.Length != request.Prompt.Count) throw Malformed($"it has {completions.Length} answers to {request.Prompt.Count} prompts.");
        if (completions.Any(c => c.Stop == false)) throw ServerConnection.Broken($"POST /{Completion}", null);
        return completions;
    }

    private static ServerException Malformed(string what, Exception? inner = null) => ServerConnection.Malformed($"POST /{Completion}", what, inner);
}
