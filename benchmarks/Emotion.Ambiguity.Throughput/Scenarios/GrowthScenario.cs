using System.Diagnostics;
using System.Globalization;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Throughput.Inputs;
using Emotion.Ambiguity.Throughput.Measuring;

namespace Emotion.Ambiguity.Throughput.Scenarios;

/// <summary>A long run: time an utterance and memory must not grow with what came before.</summary>
internal sealed class GrowthScenario : IScenario
{
    private static readonly string[] Header = ["utterances", "time", "time an utterance since the row above", "memory", "of it managed", "peak memory"];

    public string Name => "growth";

    public string Title => "Cost of a long run";

    public async Task RunAsync(Settings settings, Report report, CancellationToken cancellationToken)
    {
        var file = settings.Models[0];
        var marks = Marks(settings.UpTo);
        report.Note($"Label likelihood of {settings.UpTo} utterances in one stream ({settings.Texts.Count} different ones, over and over; nothing is remembered of an utterance). Memory: of the process, native parts included.");
        PeakMemory.Reset();
        await using var model = LlamaCppModel.Load(file.Path, settings.ModelOptions);
        await using var recognizer = new AmbiguousEmotionRecognizer(model, Catalog.Labels);
        await Turns.RecognizeAsync(recognizer, settings.Texts.Take(16), cancellationToken);

        var rows = new List<(double Seconds, double Megabytes)>();
        var (done, next, last, lastTime) = (0, 0, 0, TimeSpan.Zero);
        var started = Stopwatch.GetTimestamp();
        await foreach (var outcome in recognizer.RecognizeManyAsync(Repeated(settings.Texts, settings.UpTo), cancellationToken))
        {
            if (!outcome.Succeeded) throw new InvalidOperationException($"An utterance failed: {outcome.Error.Message}", outcome.Error);
            if (++done % 100 == 0) await Console.Error.WriteAsync($"\r\e[K{done} of {settings.UpTo}");
            if (done != marks[next]) continue;
            var time = Stopwatch.GetElapsedTime(started);
            var each = (time - lastTime).TotalSeconds / (done - last);

            // What waits for the collector is no growth.
            var managed = GC.GetTotalMemory(forceFullCollection: true) / 1048576.0;
            rows.Add((each, PeakMemory.Now));
            report.Row(Header, Row(done, time, each, managed));
            (last, lastTime, next) = (done, time, next + 1);
        }

        await Console.Error.WriteAsync("\r\e[K");
        var growth = rows[^1].Seconds / rows[0].Seconds;
        report.Figure(file.Name, $"time an utterance, last stretch to the first {marks[0]}", string.Create(CultureInfo.InvariantCulture, $"{growth:0.00}x"), growth, Limit.AtMost(1.1, "x"));
        var memory = rows[^1].Megabytes / rows[0].Megabytes;
        report.Figure(file.Name, $"memory after {done} to memory after {marks[0]}", string.Create(CultureInfo.InvariantCulture, $"{memory:0.00}x"), memory, Limit.AtMost(1.1, "x"));
    }

    private static string[] Row(int done, TimeSpan time, double each, double managed) =>
    [
        $"{done}",
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        string.Create(CultureInfo.InvariantCulture, $"{each * 1000:0.0} ms"),
        string.Create(CultureInfo.InvariantCulture, $"{PeakMemory.Now:0} MB"),
        string.Create(CultureInfo.InvariantCulture, $"{managed:0.0} MB"),
        string.Create(CultureInfo.InvariantCulture, $"{PeakMemory.Peak:0} MB"),
    ];

    /// <summary>1,000, 3,000, 10,000 and so on; quarters where there are fewer.</summary>
    private static int[] Marks(int upTo)
    {
        int[] usual = [.. new[] { 1_000, 3_000, 10_000, 30_000, 100_000 }.Where(n => n < upTo)];
        return usual.Length >= 1 ? [.. usual, upTo] : [.. new[] { upTo / 4, upTo / 2, upTo }.Where(n => n > 0).Distinct()];
    }

    private static IEnumerable<Utterance> Repeated(IReadOnlyList<string> texts, int count)
    {
        for (var i = 0; i < count; i++) yield return Utterance.FromText(texts[i % texts.Count]);
    }
}
