using System.CommandLine;
using System.Globalization;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Throughput.Inputs;
using Emotion.Ambiguity.Throughput.Scenarios;

namespace Emotion.Ambiguity.Throughput;

/// <summary>The arguments of the program, and what they mean.</summary>
internal static class CommandLine
{
    public const string ModelsVariable = "EMOTION_AMBIGUITY_TEST_MODELS";

    private static readonly Argument<string[]> Scenario = new("scenarios")
    {
        Description = $"What to measure: all, or some of {string.Join(", ", Catalog.All.Select(s => s.Name))}.",
        Arity = ArgumentArity.ZeroOrMore,
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string?> Models = new("--models")
    {
        Description = $"A folder with {ModelFile.SecondModelFile}, to measure beside the embedded model; \"\" for the embedded one alone. The default is what {ModelsVariable} names.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(ModelsVariable),
    };

    private static readonly Option<string?> Texts = new("--texts") { Description = "A CSV file with a column \"text\". The default is the excerpt of BRIGHTER in benchmarks/data." };
    private static readonly Option<string[]> Clips = new("--clips") { Description = "Folders of WAV files. The default is samples/audio." };
    private static readonly Option<int> Items = new("--items") { Description = "Utterances of labels, tokens, generate, engine and node.", DefaultValueFactory = _ => 256 };
    private static readonly Option<int?> SlowItems = new("--slow-items") { Description = "Utterances of the slow loops (naive, one at a time), evenly spaced among the others. The default is an eighth of --items, at least 4." };
    private static readonly Option<int> ClipItems = new("--clip-items") { Description = "Clips of whisper (0: all of 2 to 4 s) and of pipeline, where the folder's clips are repeated.", DefaultValueFactory = _ => 64 };
    private static readonly Option<int> Repeats = new("--repeats") { Description = "How often all contenders of a comparison take their turn.", DefaultValueFactory = _ => 3 };
    private static readonly Option<int> Threads = new("--threads") { Description = "Threads of the engines.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<int?> CacheTokens = new("--cache-tokens") { Description = "Cells of the cache (LlamaCppOptions.CacheTokens); a setting to try, not what is shipped." };
    private static readonly Option<int?> MicroBatchTokens = new("--micro-batch") { Description = "Tokens computed in one go (LlamaCppOptions.MicroBatchTokens), in ours and in the loops; a setting to try, not what is shipped." };
    private static readonly Option<LlamaCppWeightType[]> WeightTypes = new("--weights") { Description = $"Measure each model in these number formats too ({string.Join(", ", Enum.GetNames<LlamaCppWeightType>())}), written for this run.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<int[]> Sequences = List("--sequences", "Requests at a time, in shapes.", 1, 4, 16, 64);
    private static readonly Option<int[]> ThreadCounts = List("--thread-counts", "Threads, in shapes.", [.. new[] { 1, 2, Environment.ProcessorCount }.Where(n => n <= Environment.ProcessorCount).Distinct()]);
    private static readonly Option<int> UpTo = new("--up-to") { Description = "The most utterances of growth; the whole is 100000.", DefaultValueFactory = _ => 10_000 };
    private static readonly Option<string?> Tool = new("--tool") { Description = "The program emotion-ambiguity, of start." };
    private static readonly Option<string?> NodeScript = new("--node-script") { Description = "benchmarks/node/throughput.mjs with its packages installed, of node." };

    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Measures Emotion.Ambiguity side by side with what one would otherwise write. Prints a Markdown table a scenario; every figure is a ratio within this run.")
        {
            Scenario, Models, Texts, Clips, Items, SlowItems, ClipItems, Repeats, Threads, CacheTokens, MicroBatchTokens, WeightTypes, Sequences, ThreadCounts, UpTo, Tool, NodeScript,
        };
        root.SetAction((parsed, cancellationToken) => MeasureAsync(parsed, cancellationToken));
        return await root.Parse(arguments).InvokeAsync();
    }

    private static async Task<int> MeasureAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var names = parsed.GetValue(Scenario) ?? [];
        var unknown = names.Where(n => n != "all" && Catalog.All.All(s => s.Name != n)).ToList();
        if (unknown.Count > 0)
        {
            await Console.Error.WriteLineAsync($"There is no scenario {string.Join(", ", unknown)}. Known: all, {string.Join(", ", Catalog.All.Select(s => s.Name))}.");
            return 2;
        }

        using var rewritten = new RewrittenModels();
        var settings = Read(parsed);
        settings = settings with { Models = await rewritten.AddAsync(settings.Models, parsed.GetValue(WeightTypes) ?? [], cancellationToken) };
        Console.WriteLine(Machine.Describe(settings));
        var chosen = names.Length == 0 || names.Contains("all") ? Catalog.All : Catalog.All.Where(s => names.Contains(s.Name));
        var (met, asked, failed) = (0, 0, 0);
        foreach (var scenario in chosen)
        {
            var report = await RunAsync(scenario, settings, cancellationToken);
            (met, asked, failed) = (met + report.Met, asked + report.Required, failed + (report.HasFailed ? 1 : 0));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{met} of {asked} requirements met; {failed} scenarios failed."));
        return failed == 0 ? 0 : 1;
    }

    private static async Task<Report> RunAsync(IScenario scenario, Settings settings, CancellationToken cancellationToken)
    {
        var report = new Report(scenario.Title);
        try
        {
            await scenario.RunAsync(settings, report, cancellationToken);
        }
        catch (SkipException reason)
        {
            report.Note($"Left out: {reason.Message}");
        }
#pragma warning disable CA1031 // The other scenarios take hours: one that fails is named, and they go on.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            report.Fail(fault.Message);
        }

        Console.WriteLine(report.ToMarkdown());
        return report;
    }

    private static Settings Read(ParseResult parsed)
    {
        var items = Math.Max(1, parsed.GetValue(Items));
        return new Settings
        {
            Models = ModelFile.Find(parsed.GetValue(Models)),
            Texts = TextFile.Read(parsed.GetValue(Texts), items),
            SlowItems = Math.Clamp(parsed.GetValue(SlowItems) ?? Math.Max(4, items / 8), 1, items),
            ClipFolders = parsed.GetValue(Clips) is { Length: > 0 } folders ? folders : [RepositoryFiles.Find("samples/audio")],
            ClipItems = parsed.GetValue(ClipItems),
            Repeats = Math.Max(1, parsed.GetValue(Repeats)),
            Threads = parsed.GetValue(Threads),
            CacheTokens = parsed.GetValue(CacheTokens),
            MicroBatchTokens = parsed.GetValue(MicroBatchTokens),
            Sequences = parsed.GetValue(Sequences) ?? [],
            ThreadCounts = parsed.GetValue(ThreadCounts) ?? [],
            UpTo = parsed.GetValue(UpTo),
            Tool = parsed.GetValue(Tool),
            NodeScript = parsed.GetValue(NodeScript),
        };
    }

    private static Option<int[]> List(string name, string description, params int[] defaults) =>
        new(name) { Description = description, DefaultValueFactory = _ => defaults, AllowMultipleArgumentsPerToken = true };
}
