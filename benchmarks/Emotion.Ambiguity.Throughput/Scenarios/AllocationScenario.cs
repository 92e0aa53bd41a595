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

    // Below the first, what other threads do shows; above the second, it takes longer and shows nothing more.
    private const int Fewest = 16;
    private const int Most = 64;

    // The smallest object takes 24 bytes. Less than a sixth of one a token is what pools take that are being filled, once.
    private const double LeastObject = 4;

    public string Name => "allocation";

    public string Title => "Managed allocation";

    public async Task RunAsync(Settings settings, Report report, CancellationToken cancellationToken)
    {
        report.Note("Allocated: all threads, from the request to the result. Kept: what is reachable from the results afterwards. The difference is left to the collector.");
        var file = settings.Models[0];
        await using var model = LlamaCppModel.Load(file.Path, settings.ModelOptions);
        foreach (var (what, options) in new[] { ("label likelihood", Catalog.Labels), ("token-level", Catalog.Tokens), ("percentages as text", Catalog.Text) })
            await UtterancesAsync(model, file, what, options, settings, report, cancellationToken);
        await TokensAsync(model, file, report, cancellationToken);
    }

    private static async Task UtterancesAsync(LlamaCppModel model, ModelFile file, string what, RecognizerOptions options, Settings settings, Report report, CancellationToken cancellationToken)
    {
        await using var recognizer = new AmbiguousEmotionRecognizer(model, options);
        Utterance[] utterances = [.. Enumerable.Range(0, Math.Clamp(settings.Texts.Count, Fewest, Most)).Select(i => Utterance.FromText(settings.Texts[i % settings.Texts.Count]))];
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

    private static async Task TokensAsync(LlamaCppModel model, ModelFile file, Report report, CancellationToken cancellationToken)
    {
        const int Short = 8, Long = 128;
        var wanted = Enumerable.Range(1000, 32).ToArray();
        async Task<(double Beyond, double Tokens)> BeyondAsync(int tokens)
        {
            var (size, length) = (0.0, 0.0);
            var (allocated, _) = await MeasureAsync(Fewest, async results =>
            {
                (size, length) = (0, 0);
                for (var i = 0; i < results.Length; i++)
                {
                    // A high temperature, so that answers are as long as asked for.
                    var request = new LanguageModelRequest { Prompt = LongAnswer, MaxOutputTokens = tokens, LogitTokenIds = wanted, Sampling = new TokenSampling { Temperature = 5, Seed = i + 1 } };
                    var answer = (await model.RunAsync(request, cancellationToken)).Generation!;
                    results[i] = answer;

                    // Counted, because what the collector says is only true to some kilobytes: ids, logits and letters.
                    size += (answer.TokenIds.Length * (1 + wanted.Length) * 4.0) + (answer.Text.Length * 2.0);
                    length += answer.TokenIds.Length;
                }
            });
            return (allocated - (size / Fewest), length / Fewest);
        }

        var (few, many) = (await BeyondAsync(Short), await BeyondAsync(Long));
        var each = Math.Max(0, (many.Beyond - few.Beyond) / (many.Tokens - few.Tokens));
        report.Figure(
            file.Name,
            $"a generated token ({Long} beside {Short} tokens, {wanted.Length} logits kept a step)",
            string.Create(CultureInfo.InvariantCulture, $"{each:0.00} B (requests: {few.Beyond:0} and {many.Beyond:0} B beyond ids, logits and text)"),
            each < LeastObject ? 0 : each,
            Limit.AtMost(0, " B"));
    }

    /// <summary>Bytes an item: allocated, and kept by the results. Measured when all is warm.</summary>
    private static async Task<(double Allocated, double Kept)> MeasureAsync(int count, Func<object[], Task> work)
    {
        var first = new object[count];
        await work(first);
        var results = new object[count];
        var live = GC.GetTotalMemory(forceFullCollection: true);

        // That emptied the pools of arrays; they are filled again by this, whose results take the place of the first ones.
        await work(first);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await work(results);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        var kept = GC.GetTotalMemory(forceFullCollection: true) - live;
        GC.KeepAlive(first);
        GC.KeepAlive(results);
        return ((double)allocated / count, (double)kept / count);
    }
}
