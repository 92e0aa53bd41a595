using System.Diagnostics;
using System.Globalization;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Throughput.Baselines;
using Emotion.Ambiguity.Throughput.Inputs;
using Emotion.Ambiguity.Throughput.Measuring;

namespace Emotion.Ambiguity.Throughput.Scenarios;

/// <summary>What the engine costs beyond llama.cpp: the same requests in a loop with nothing between it and the library.</summary>
internal sealed class EngineScenario : IScenario
{
    private const int Slots = 16;
    private const string Bare = "bare loop";
    private const string Shipped = "as shipped";
    private const string AtOnce = "cells used again at once";

    public string Name => "engine";

    public string Title => "Token throughput beside a bare loop over the same native library";

    public async Task RunAsync(Settings settings, Report report, CancellationToken cancellationToken)
    {
        report.Note($"{Slots} sequences in one batch on both sides, the likeliest token each step, the same cache and batch sizes. \"{AtOnce}\" is CellReuse.AtOnce, which is what the bare loop does, too.");
        foreach (var file in settings.Models)
        {
            await RunAsync(file, EmotionPrompt.Ambiguous, 64, settings, report, cancellationToken);
            await RunAsync(file, EmotionPrompt.Single, 1, settings, report, cancellationToken);
        }
    }

    private static async Task RunAsync(ModelFile file, EmotionPrompt prompt, int maxOutputTokens, Settings settings, Report report, CancellationToken cancellationToken)
    {
        await using var shipped = LlamaCppModel.Load(file.Path, settings.ModelOptions with { Batching = new BatchingOptions { MaxActiveRequests = Slots } });
        await using var atOnce = LlamaCppModel.Load(file.Path, settings.ModelOptions with { Batching = new BatchingOptions { MaxActiveRequests = Slots, CellReuse = CellReuse.AtOnce } });
        using var raw = RawModel.Load(file.Path, settings.ModelOptions);
        using var bare = new BareBatchLoop(raw, Slots, settings.CacheTokens ?? 8192, settings.ModelOptions.BatchTokens);
        RenderedPrompt[] prompts = [.. settings.Texts.Select(t => prompt.Render(new PromptInput(t, Catalog.Text.Taxonomy)))];
        RenderedPrompt[] few = [.. prompts.Take(2)];
        var answers = new Dictionary<string, int[][]>(StringComparer.Ordinal);

        Contender Engine(string name, LlamaCppModel model) => new(name, () => AnswerAsync(model, prompts, maxOutputTokens, found => answers[name] = found, cancellationToken));
        await AnswerAsync(shipped, few, maxOutputTokens, _ => { }, cancellationToken);
        await AnswerAsync(atOnce, few, maxOutputTokens, _ => { }, cancellationToken);
        bare.Run(few, maxOutputTokens);
        var figures = await SideBySide.RunAsync(settings.Repeats, Engine(Shipped, shipped), new Contender(Bare, () => Task.FromResult(Loop(bare, prompts, maxOutputTokens, answers))), Engine(AtOnce, atOnce));
        var work = maxOutputTokens == 1 ? "prompts and one token" : $"answers of up to {maxOutputTokens} tokens";
        foreach (var name in new[] { Shipped, AtOnce })
        {
            var same = answers[name].Zip(answers[Bare], (a, b) => a.AsSpan().SequenceEqual(b)).Count(s => s);
            report.Compare(
                file.Name,
                string.Create(CultureInfo.InvariantCulture, $"{work}, {name} ({same} of {prompts.Length} answers the same)"),
                figures.Rate(name, "tokens/s"),
                figures.Rate(Bare, "tokens/s"),
                figures.Ratio(name, Bare),
                Limit.AtLeast(0.9, "x"));
        }
    }

    private static async Task<Work> AnswerAsync(LlamaCppModel model, RenderedPrompt[] prompts, int maxOutputTokens, Action<int[][]> found, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var responses = await Task.WhenAll(prompts.Select(p => model.RunAsync(new LanguageModelRequest { Prompt = p, MaxOutputTokens = maxOutputTokens }, cancellationToken)));
        var time = Stopwatch.GetElapsedTime(started);
        found([.. responses.Select(r => r.Generation!.TokenIds.ToArray())]);

        // The last token of an answer that ran into its limit is never decoded.
        var tokens = responses.Sum(r => (long)(r.PromptTokens - r.ReusedPromptTokens + r.Generation!.TokenIds.Length - (r.Generation.Stop == GenerationStop.MaxOutputTokens ? 1 : 0)));
        return new Work(tokens, time);
    }

    private static Work Loop(BareBatchLoop loop, RenderedPrompt[] prompts, int maxOutputTokens, Dictionary<string, int[][]> answers)
    {
        var started = Stopwatch.GetTimestamp();
        var (tokens, found) = loop.Run(prompts, maxOutputTokens);
        var time = Stopwatch.GetElapsedTime(started);
        answers[Bare] = found;
        return new Work(tokens, time);
    }
}
