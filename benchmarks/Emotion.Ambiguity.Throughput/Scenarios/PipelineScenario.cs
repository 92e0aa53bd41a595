using System.Diagnostics;
using System.Globalization;
using Emotion.Ambiguity.Computing;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Throughput.Inputs;
using Emotion.Ambiguity.Throughput.Measuring;
using Emotion.Ambiguity.WhisperCpp;

namespace Emotion.Ambiguity.Throughput.Scenarios;

/// <summary>Sound to distribution, beside its two stages alone: they should overlap.</summary>
internal sealed class PipelineScenario : IScenario
{
    private const string Whole = "pipeline";
    private const string Split = "pipeline, threads split";
    private const string Free = "pipeline, no budget";
    private const string Listening = "transcription alone";
    private const string Reading = "language model alone";

    public string Name => "pipeline";

    public string Title => "The pipeline beside the slower of its stages";

    public async Task RunAsync(Settings settings, Report report, CancellationToken cancellationToken)
    {
        var files = ClipFolder.Take(settings.ClipFolders, settings.ClipItems > 0 ? settings.ClipItems : 64);
        var audio = TimeSpan.FromTicks(files.Sum(f => Audio.Load(f).Duration.Ticks));
        report.Note(string.Create(CultureInfo.InvariantCulture, $"{files.Count} clips ({files.Distinct(StringComparer.Ordinal).Count()} different files, {audio.TotalSeconds:0} s of sound), the whole window, 5 beams, label likelihood."));
        foreach (var file in settings.Models) await RunAsync(file, files, audio, settings, report, cancellationToken);
    }

    private static async Task RunAsync(ModelFile file, IReadOnlyList<string> files, TimeSpan audio, Settings settings, Report report, CancellationToken cancellationToken)
    {
        var budget = new ProcessorBudget(Environment.ProcessorCount);
        await using var model = LlamaCppModel.Load(file.Path, settings.ModelOptions with { ProcessorBudget = budget });
        await using var transcriber = WhisperCppTranscriber.Load(EmbeddedModelFiles.Find().Whisper, new WhisperCppOptions { Threads = settings.Threads, ProcessorBudget = budget });
        await using var recognizer = new AmbiguousEmotionRecognizer(model, transcriber, Catalog.Labels);
        await using var free = LoadAlone(file, settings, settings.Threads, settings.Threads);
        await using var split = LoadAlone(file, settings, ListeningThreads(settings), ReadingThreads(settings));
        await Turns.RecognizeAsync(free, files.Take(2).Select(f => Utterance.FromFile(f)), cancellationToken);
        await Turns.RecognizeAsync(split, files.Take(2).Select(f => Utterance.FromFile(f)), cancellationToken);
        var (_, warm) = await Turns.RecognizeAsync(recognizer, files.Take(2).Select(f => Utterance.FromFile(f)), cancellationToken);
        var texts = warm.Select(r => r.Text).ToArray();
        var figures = await SideBySide.RunAsync(
            settings.Repeats,
            new Contender(Whole, async () =>
            {
                var (work, results) = await Turns.RecognizeAsync(recognizer, files.Select(f => Utterance.FromFile(f)), cancellationToken);
                texts = [.. results.Select(r => r.Text)];
                return work;
            }),
            new Contender(Free, async () => (await Turns.RecognizeAsync(free, files.Select(f => Utterance.FromFile(f)), cancellationToken)).Work),
            new Contender(Split, async () => (await Turns.RecognizeAsync(split, files.Select(f => Utterance.FromFile(f)), cancellationToken)).Work),
            new Contender(Listening, async () =>
            {
                var started = Stopwatch.GetTimestamp();
                foreach (var clip in files) await transcriber.TranscribeAsync(await Audio.LoadAsync(clip, cancellationToken), cancellationToken);
                return new Work(files.Count, Stopwatch.GetElapsedTime(started));
            }),
            new Contender(Reading, async () => (await Turns.RecognizeAsync(recognizer, texts, cancellationToken)).Work));
        report.Compare(file.Name, "throughput with a common budget of cores, beside none", figures.Rate(Whole, "clips/s"), figures.Rate(Free, "clips/s"), figures.Ratio(Whole, Free), null);
        report.Compare(file.Name, $"throughput with {settings.Threads} threads for each engine, beside {ListeningThreads(settings)} + {ReadingThreads(settings)}", figures.Rate(Whole, "clips/s"), figures.Rate(Split, "clips/s"), figures.Ratio(Whole, Split), null);
        var slower = Spread.Of(figures.Rates(Listening)).Median < Spread.Of(figures.Rates(Reading)).Median ? Listening : Reading;
        var rate = Spread.Of(figures.Rates(Whole)).Median;
        var factor = string.Create(CultureInfo.InvariantCulture, $"real-time factor {files.Count / rate / audio.TotalSeconds:0.000}");
        report.Compare(file.Name, $"time of the pipeline, beside {slower} ({factor})", figures.Rate(Whole, "clips/s"), figures.Rate(slower, "clips/s"), figures.CostRatio(Whole, slower), Limit.AtMost(1.15, "x"));
        var other = slower == Listening ? Reading : Listening;
        report.Compare(file.Name, $"time of the pipeline, beside {other}", figures.Rate(Whole, "clips/s"), figures.Rate(other, "clips/s"), figures.CostRatio(Whole, other), null);
    }

    private static AmbiguousEmotionRecognizer LoadAlone(ModelFile file, Settings settings, int listening, int reading) => new(
        LlamaCppModel.Load(file.Path, settings.ModelOptions with { Threads = reading }),
        WhisperCppTranscriber.Load(EmbeddedModelFiles.Find().Whisper, new WhisperCppOptions { Threads = listening }),
        Catalog.Labels with { Ownership = EngineOwnership.Recognizer });

    // The larger half for Whisper, which has more to do.
    private static int ListeningThreads(Settings settings) => Math.Max(1, settings.Threads - ReadingThreads(settings));

    private static int ReadingThreads(Settings settings) => Math.Max(1, settings.Threads / 2);
}
