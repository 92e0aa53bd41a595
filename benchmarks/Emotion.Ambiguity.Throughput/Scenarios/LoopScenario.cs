using System.Diagnostics;
using System.Globalization;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Throughput.Baselines;
using Emotion.Ambiguity.Throughput.Inputs;
using Emotion.Ambiguity.Throughput.Measuring;

namespace Emotion.Ambiguity.Throughput.Scenarios;

/// <summary>A recognizer beside the loops that one would write without it: how much faster, and whether the results are the same.</summary>
internal sealed class LoopScenario(string name, string title, RecognizerOptions options) : IScenario
{
    private const double Tolerance = 1e-3;

    public string Name => name;

    public string Title => title;

    public async Task RunAsync(Settings settings, Report report, CancellationToken cancellationToken)
    {
        report.Note("Naive loop: a new context and the whole prompt for each utterance, and for each label of it. One at a time: the beginning of the prompt is kept, utterances follow one another, and a label goes on from its utterance.");
        report.Note($"Both are written against the same llama.cpp with the same threads, and treat {settings.SlowItems} of the {settings.Texts.Count} utterances.");
        foreach (var model in settings.Models) await RunAsync(model, settings, report, cancellationToken);
    }

    private async Task RunAsync(ModelFile file, Settings settings, Report report, CancellationToken cancellationToken)
    {
        using var raw = RawModel.Load(file.Path, settings.ModelOptions);
        await using var model = LlamaCppModel.Load(file.Path, settings.ModelOptions);
        await using var recognizer = new AmbiguousEmotionRecognizer(model, options);
        using var naive = new NaiveLoop(raw);
        using var prefix = new PrefixLoop(raw);
        var reader = options.Extractors[0].Prepare(new ExtractionContext(options.Taxonomy, options.Prompt.AnswerKind, model.Info, model.Tokenizer));
        var indices = settings.SlowIndices;
        var found = new Dictionary<string, EmotionDistribution?[]>(StringComparer.Ordinal);

        Contender Loop(IUtteranceLoop loop) => new(loop.Name, () => Task.FromResult(Measure(loop, indices, settings.Texts, reader, found)));
        var ours = new Contender("ours", async () =>
        {
            var (work, results) = await Turns.RecognizeAsync(recognizer, settings.Texts, cancellationToken);
            found["ours"] = [.. indices.Select(i => results[i].Extractions[0].Result.Distribution)];
            return work;
        });

        // Once without counting: files come from the disk, code is compiled.
        await Turns.RecognizeAsync(recognizer, settings.Texts.Take(4), cancellationToken);
        foreach (var loop in new IUtteranceLoop[] { naive, prefix }) Measure(loop, [0], settings.Texts, reader, found);

        var figures = await SideBySide.RunAsync(settings.Repeats, ours, Loop(naive), Loop(prefix));
        Compare(report, file, figures, naive, 4);
        Compare(report, file, figures, prefix, 2);
        foreach (var loop in new[] { naive.Name, prefix.Name })
        {
            var difference = LargestDifference(found["ours"], found[loop]);
            report.Figure(file.Name, $"largest difference of a probability from the {loop}", difference.ToString("0.0e+0", CultureInfo.InvariantCulture), difference, Limit.AtMost(Tolerance));
        }
    }

    private static void Compare(Report report, ModelFile file, SideBySide figures, IUtteranceLoop loop, double atLeast) => report.Compare(
        file.Name, $"throughput, beside the {loop.Name}", figures.Rate("ours", "utterances/s"), figures.Rate(loop.Name, "utterances/s"), figures.Ratio("ours", loop.Name), Limit.AtLeast(atLeast, "x"));

    private Work Measure(IUtteranceLoop loop, IReadOnlyList<int> indices, IReadOnlyList<string> texts, IPreparedExtractor reader, Dictionary<string, EmotionDistribution?[]> found)
    {
        var distributions = new EmotionDistribution?[indices.Count];
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < indices.Count; i++)
        {
            var prompt = options.Prompt.Render(new PromptInput(texts[indices[i]], options.Taxonomy));
            distributions[i] = reader.Extract(Evidence(loop, prompt, reader.Needs)).Distribution;
        }

        var work = new Work(indices.Count, Stopwatch.GetElapsedTime(started));
        found[loop.Name] = distributions;
        return work;
    }

    private ExtractionEvidence Evidence(IUtteranceLoop loop, RenderedPrompt prompt, ExtractionNeeds needs) => needs.Generation
        ? new ExtractionEvidence { Generation = loop.Generate(prompt, needs.LogitTokenIds.ToArray(), 16 + (12 * options.Taxonomy.Count)) }
        : new ExtractionEvidence { ContinuationScores = [.. loop.Score(prompt, needs.Continuations).Select((score, n) => new ContinuationScore(score, needs.Continuations[n].Length))] };

    private static double LargestDifference(EmotionDistribution?[] ours, EmotionDistribution?[] others)
    {
        var largest = 0.0;
        for (var i = 0; i < ours.Length; i++)
        {
            if (ours[i] is null && others[i] is null) continue;
            if (ours[i] is not { } a || others[i] is not { } b) return 1;
            for (var n = 0; n < a.Taxonomy.Count; n++) largest = Math.Max(largest, Math.Abs(a[n] - b[n]));
        }

        return largest;
    }
}
