using System.Globalization;
using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Throughput.Inputs;
using Emotion.Ambiguity.Throughput.Measuring;
using Emotion.Ambiguity.WhisperCpp;

namespace Emotion.Ambiguity.Throughput.Scenarios;

/// <summary>The whole at several numbers of sequences and threads: figures to choose options by, not requirements.</summary>
internal sealed class ShapesScenario : IScenario
{
    private static readonly string[] Header =
        ["model", "threads", "sequences", "labels: utterances/s", "labels: tokens/s", "percentages: utterances/s", "percentages: tokens/s", "clips: utterances/s", "clips: real-time factor", "peak memory"];

    public string Name => "shapes";

    public string Title => "Throughput by sequences and threads";

    public async Task RunAsync(Settings settings, Report report, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> texts = [.. settings.SlowIndices.Select(i => settings.Texts[i])];
        var files = ClipFolder.Take(settings.ClipFolders, Math.Max(1, settings.ClipItems / 8));
        report.Note($"{texts.Count} utterances as text, and {files.Count} clips with Whisper's defaults; medians of {settings.Repeats} repeats, all shapes in turns. Tokens: of prompts without what is kept of them, and of answers. Memory: of the process, native parts included.");
        foreach (var file in settings.Models)
        {
            var shapes = settings.ThreadCounts.SelectMany(t => settings.Sequences.Select(s => new Shape(file, t, s))).ToArray();
            var found = shapes.ToDictionary(s => s, _ => new List<Figures>());
            for (var repeat = 0; repeat < settings.Repeats; repeat++)
            {
                foreach (var shape in shapes)
                {
                    await Console.Error.WriteAsync($"\r\e[K{shape}, {repeat + 1} of {settings.Repeats}");
                    found[shape].Add(await MeasureAsync(shape, texts, files, cancellationToken));
                }
            }

            await Console.Error.WriteAsync("\r\e[K");
            foreach (var shape in shapes) report.Row(Header, Row(shape, found[shape]));
        }
    }

    private static string[] Row(Shape shape, List<Figures> figures)
    {
        string Median(Func<Figures, double> value, string format) => Spread.Of(figures.Select(value)).Median.ToString(format, CultureInfo.InvariantCulture);
        return
        [
            shape.File.Name,
            $"{shape.Threads}",
            $"{shape.Sequences}",
            Median(f => f.Labels, "0.0"),
            Median(f => f.LabelTokens, "0"),
            Median(f => f.Answers, "0.0"),
            Median(f => f.AnswerTokens, "0"),
            Median(f => f.Clips, "0.00"),
            Median(f => f.RealTimeFactor, "0.000"),
            Median(f => f.PeakMegabytes, "0 MB"),
        ];
    }

    private static async Task<Figures> MeasureAsync(Shape shape, IReadOnlyList<string> texts, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        PeakMemory.Reset();
        await using var model = LlamaCppModel.Load(shape.File.Path, shape.Options);
        var options = Catalog.Labels with { Concurrency = shape.Sequences };
        await using var labels = new AmbiguousEmotionRecognizer(model, options);
        await using var answers = new AmbiguousEmotionRecognizer(model, Catalog.Text with { Concurrency = shape.Sequences });
        await Turns.RecognizeAsync(labels, texts.Take(1), cancellationToken);
        await Turns.RecognizeAsync(answers, texts.Take(1), cancellationToken);
        var (labelWork, labelResults) = await Turns.RecognizeAsync(labels, texts, cancellationToken);
        var (answerWork, answerResults) = await Turns.RecognizeAsync(answers, texts, cancellationToken);

        await using var transcriber = WhisperCppTranscriber.Load(EmbeddedModelFiles.Find().Whisper, new WhisperCppOptions { Threads = shape.Threads });
        await using var hearing = new AmbiguousEmotionRecognizer(model, transcriber, options);
        var (clipWork, clipResults) = await Turns.RecognizeAsync(hearing, files.Select(f => Utterance.FromFile(f)), cancellationToken);
        var sound = clipResults.Sum(r => r.Windows.Sum(w => w.Duration?.TotalSeconds ?? 0));
        return new Figures(
            labelWork.Rate,
            Turns.Tokens(labelResults) / labelWork.Time.TotalSeconds,
            answerWork.Rate,
            Turns.Tokens(answerResults) / answerWork.Time.TotalSeconds,
            clipWork.Rate,
            clipWork.Time.TotalSeconds / sound,
            PeakMemory.Peak);
    }

    private sealed record Shape(ModelFile File, int Threads, int Sequences)
    {
        /// <summary>Room for that many requests, each with its labels.</summary>
        public LlamaCppOptions Options => new()
        {
            Threads = Threads,
            ParallelSequences = Math.Clamp(4 * Sequences, 64, 256),
            CacheTokens = Math.Max(8192, 512 * Sequences),
            Batching = new BatchingOptions { MaxActiveRequests = Sequences },
        };

        public override string ToString() => $"{File.Name}, {Threads} threads, {Sequences} sequences";
    }

    private sealed record Figures(double Labels, double LabelTokens, double Answers, double AnswerTokens, double Clips, double RealTimeFactor, double PeakMegabytes);
}
