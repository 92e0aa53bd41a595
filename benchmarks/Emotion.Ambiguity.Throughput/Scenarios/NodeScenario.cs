using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
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

/// <summary>The same work with node-llama-cpp's JavaScript API, over the same native build.</summary>
internal sealed class NodeScenario : IScenario
{
    private const string Ours = "ours";
    private const string Node = "node-llama-cpp";
    private const int Sequences = 16;

    public string Name => "node";

    public string Title => "Side by side with node-llama-cpp 3.22.1";

    public async Task RunAsync(Settings settings, Report report, CancellationToken cancellationToken)
    {
        var script = settings.NodeScript ?? throw new SkipException("--node-script names no script; benchmarks/run.sh installs its packages where npm and node are there.");
        if (!File.Exists(script)) throw new SkipException("The script that --node-script names is not there.");
        report.Note($"Its lowest-level API at its best settings: {Sequences} sequences in one batch, flash attention, all {settings.Threads} threads, the beginning of the prompt kept in each sequence, only the logits that are needed. It gets the prompts as tokens, ready made; we make them from text.");
        foreach (var file in settings.Models)
        {
            await RunAsync(file, "labels", Catalog.Labels, settings, script, report, cancellationToken);
            await RunAsync(file, "generate", Catalog.Text, settings, script, report, cancellationToken);
        }
    }

    private static async Task RunAsync(ModelFile file, string work, RecognizerOptions options, Settings settings, string script, Report report, CancellationToken cancellationToken)
    {
        await using var model = LlamaCppModel.Load(file.Path, settings.ModelOptions);
        await using var recognizer = new AmbiguousEmotionRecognizer(model, options);
        var needs = options.Extractors[0].Prepare(new ExtractionContext(options.Taxonomy, options.Prompt.AnswerKind, model.Info, model.Tokenizer)).Needs;
        var input = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(input, Describe(file, work, options, needs, settings), cancellationToken);
            await using var node = await NodeProcess.StartAsync(script, input, cancellationToken);
            var found = (Ours: Array.Empty<RecognitionResult>(), Node: default(JsonElement));
            await Turns.RecognizeAsync(recognizer, settings.Texts.Take(4), cancellationToken);
            var figures = await SideBySide.RunAsync(
                settings.Repeats,
                new Contender(Ours, async () =>
                {
                    (var turn, found.Ours) = await Turns.RecognizeAsync(recognizer, settings.Texts, cancellationToken);
                    return turn;
                }),
                new Contender(Node, async () =>
                {
                    (var turn, found.Node) = await node.TurnAsync(settings.Texts.Count, cancellationToken);
                    return turn;
                }));
            var what = work == "labels"
                ? string.Create(CultureInfo.InvariantCulture, $"label likelihood (largest difference of a probability {Difference(found.Ours, found.Node, options.Taxonomy):0.000})")
                : string.Create(CultureInfo.InvariantCulture, $"percentages as text ({SameTexts(found.Ours, found.Node, model.Tokenizer)} of {settings.Texts.Count} answers the same)");
            report.Compare(file.Name, what, figures.Rate(Ours, "utterances/s"), figures.Rate(Node, "utterances/s"), figures.Ratio(Ours, Node), Limit.AtLeast(2, "x"));
        }
        finally
        {
            File.Delete(input);
        }
    }

    private static string Describe(ModelFile file, string work, RecognizerOptions options, ExtractionNeeds needs, Settings settings)
    {
        using var raw = RawModel.Load(file.Path, settings.ModelOptions);
        RenderedPrompt[] prompts = [.. settings.Texts.Select(t => options.Prompt.Render(new PromptInput(t, options.Taxonomy)))];
        return JsonSerializer.Serialize(new
        {
            model = file.Path,
            work,
            threads = settings.Threads,
            sequences = Sequences,
            maxOutputTokens = 16 + (12 * options.Taxonomy.Count),
            prefix = raw.Tokenize(prompts[0], PromptTokens.Shared),
            utterances = prompts.Select(p => raw.Tokenize(p, PromptTokens.OfUtterance)),
            labels = needs.Continuations.Select(c => c.ToArray()),
        });
    }

    private static double Difference(RecognitionResult[] ours, JsonElement theirs, EmotionTaxonomy taxonomy)
    {
        var largest = 0.0;
        for (var i = 0; i < ours.Length; i++)
        {
            var scores = theirs[i].EnumerateArray().Select(s => s.GetDouble()).ToArray();
            if (ours[i].Distribution is not { } a || !EmotionDistribution.TryFromScores(taxonomy, scores, ScoreNormalization.Softmax(), out var b)) return 1;
            for (var n = 0; n < taxonomy.Count; n++) largest = Math.Max(largest, Math.Abs(a[n] - b[n]));
        }

        return largest;
    }

    private static int SameTexts(RecognitionResult[] ours, JsonElement theirs, ITokenizer tokenizer) =>
        ours.Where((result, i) => result.GeneratedText == tokenizer.Detokenize([.. theirs[i].EnumerateArray().Select(t => t.GetInt32())])).Count();

    /// <summary>The script, which waits for a line for each turn, so that both sides can take turns while its model stays loaded.</summary>
    private sealed class NodeProcess(Process process) : IAsyncDisposable
    {
        public static async Task<NodeProcess> StartAsync(string script, string input, CancellationToken cancellationToken)
        {
            var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, ArgumentList = { script, input } };
            var node = new NodeProcess(Process.Start(start) ?? throw new SkipException("node did not start."));

            // Once without counting, as for everybody.
            await node.TurnAsync(0, cancellationToken);
            return node;
        }

        public async Task<(Work Work, JsonElement Results)> TurnAsync(int count, CancellationToken cancellationToken)
        {
            await process.StandardInput.WriteLineAsync($"{count}".AsMemory(), cancellationToken);
            await process.StandardInput.FlushAsync(cancellationToken);
            var line = await process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new SkipException("the script ended early; its messages stand above.");
            var answer = JsonDocument.Parse(line).RootElement;
            return (new Work(count, TimeSpan.FromSeconds(answer.GetProperty("seconds").GetDouble())), answer.GetProperty("results"));
        }

        public async ValueTask DisposeAsync()
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
