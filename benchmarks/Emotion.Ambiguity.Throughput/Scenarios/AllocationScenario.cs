using System.Globalization;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Throughput.Inputs;

namespace Emotion.Ambiguity.Throughput.Scenarios;

/// <summary>Managed memory that an utterance and a token leave to the collector, beyond their results.</summary>
internal sealed class AllocationScenario : IScenario
{
    private static readonly RenderedPrompt LongAnswer = new([new PromptMessage(PromptRole.User, "Write down as many numbers as you can, one after the other.")]);

    public string Name => "allocation";

    public string Title => "Managed allocation";

    public async Task RunAsync(Settings settings, Report report, CancellationToken cancellationToken)
    {
        report.Note("Allocated: all threads, from the request to the result. Kept: what is reachable from the results afterwards. The difference is left to the collector.");
        var file = settings.Models[0];
        await using var model = LlamaCppModel.Load(file.Path, settings.ModelOptions);
        foreach (var (what, options) in new[] { ("label likelihood", Catalog.Labels), ("token-level", Catalog.Tokens), ("percentages as text", Catalog.Text) })
            await UtterancesAsync(model, file, what, options, settings, report, cancellationToken);
        await TokensAsync(model, file, settings, report, cancellationToken);
    }

    private static async Task UtterancesAsync(LlamaCppModel model, ModelFile file, string what, RecognizerOptions options, Settings settings, Report report, CancellationToken cancellationToken)
    {
        await using var recognizer = new AmbiguousEmotionRecognizer(model, options);
        Utterance[] utterances = [.. settings.SlowIndices.Select(i => Utterance.FromText(settings.Texts[i]))];
        var (allocated, kept) = await MeasureAsync(
            utterances.Length,
            async results =>
            {
                var next = 0;
                await foreach (var outcome in recognizer.RecognizeManyAsync(utterances, cancellationToken)) results[next++] = outcome.Result!;
            });
        report.Figure(
            file.Name,
            $"an utterance, {what}",
            string.Create(CultureInfo.InvariantCulture, $"{(allocated - kept) / 1024:0.0} KB ({allocated / 1024:0.0} allocated, {kept / 1024:0.0} kept)"),
            (allocated - kept) / 1024,
            Limit.AtMost(8, " KB"));
    }

    private static async Task TokensAsync(LlamaCppModel model, ModelFile file, Settings settings, Report report, CancellationToken cancellationToken)
    {
        const int Short = 8, Long = 128;
        var wanted = Enumerable.Range(1000, 32).ToArray();
        var requests = Math.Clamp(settings.SlowItems, 4, 16);
        async Task<double> BeyondAsync(int tokens)
        {
            var (allocated, kept) = await MeasureAsync(requests, async results =>
            {
                for (var i = 0; i < results.Length; i++)
                {
                    // A high temperature, so that answers are as long as asked for.
                    var request = new LanguageModelRequest { Prompt = LongAnswer, MaxOutputTokens = tokens, LogitTokenIds = wanted, Sampling = new TokenSampling { Temperature = 5, Seed = i + 1 } };
                    results[i] = await model.RunAsync(request, cancellationToken);
                }
            });
            return allocated - kept;
        }

        var (few, many) = (await BeyondAsync(Short), await BeyondAsync(Long));
        var each = Math.Max(0, (many - few) / (Long - Short));
        report.Figure(
            file.Name,
            $"a generated token ({Long} beside {Short} tokens, 32 logits kept a step)",
            string.Create(CultureInfo.InvariantCulture, $"{each:0.0} B (requests: {few:0} and {many:0} B beyond their results)"),
            Math.Floor(each),
            Limit.AtMost(0, " B"));
    }

    /// <summary>Bytes an item: allocated, and kept by the results. Measured on the second of two runs.</summary>
    private static async Task<(double Allocated, double Kept)> MeasureAsync(int count, Func<object[], Task> work)
    {
        await work(new object[count]);
        var results = new object[count];
        var live = GC.GetTotalMemory(forceFullCollection: true);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await work(results);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        var kept = GC.GetTotalMemory(forceFullCollection: true) - live;
        GC.KeepAlive(results);
        return ((double)allocated / count, (double)kept / count);
    }
}
