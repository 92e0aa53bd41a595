using System.Diagnostics;
using System.Globalization;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Throughput.Inputs;
using Emotion.Ambiguity.Throughput.Measuring;

namespace Emotion.Ambiguity.Throughput.Scenarios;

/// <summary>The tool on one clip, from the start of its process, beside loading and computing in a process that is warm.</summary>
internal sealed class StartScenario : IScenario
{
    private const string Cold = "emotion-ambiguity recognize";
    private const string Warm = "loading and computing, warm";

    public string Name => "start";

    public string Title => "The tool's start";

    public async Task RunAsync(Settings settings, Report report, CancellationToken cancellationToken)
    {
        var tool = settings.Tool ?? throw new SkipException("--tool names no program emotion-ambiguity; benchmarks/run.sh builds it.");
        if (!File.Exists(tool)) throw new SkipException("The program that --tool names is not there.");
        var clip = ClipFolder.Files(settings.ClipFolders[0])[0];
        var loads = new List<double>();
        async Task<Work> WarmAsync()
        {
            var started = Stopwatch.GetTimestamp();
            await using var recognizer = await EmbeddedRecognizer.CreateAsync(cancellationToken: cancellationToken);
            loads.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            await recognizer.RecognizeAsync(Utterance.FromFile(clip), cancellationToken);
            return new Work(1, Stopwatch.GetElapsedTime(started));
        }

        await WarmAsync();
        await StartAsync(tool, clip, cancellationToken);
        loads.Clear();
        var repeats = Math.Max(5, settings.Repeats);
        report.Note($"`recognize` of one clip with the embedded models, {repeats} times each in turns; both with the default options. Warm: both models loaded and the clip recognised in this process, whose code is compiled already.");
        var figures = await SideBySide.RunAsync(repeats, new Contender(Cold, async () => await StartAsync(tool, clip, cancellationToken)), new Contender(Warm, WarmAsync));
        var loading = string.Create(CultureInfo.InvariantCulture, $"{Warm} (loading {Spread.Of(loads).Median:0.00} s)");
        report.Compare("embedded", $"time of {Cold}, beside {loading}", Seconds(figures, Cold), Seconds(figures, Warm), figures.CostRatio(Cold, Warm), Limit.AtMost(1.3, "x"));
    }

    private static string Seconds(SideBySide figures, string name) => string.Create(CultureInfo.InvariantCulture, $"{1 / Spread.Of(figures.Rates(name)).Median:0.00} s");

    private static async Task<Work> StartAsync(string tool, string clip, CancellationToken cancellationToken)
    {
        var isAssembly = tool.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(isAssembly ? "dotnet" : tool) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in isAssembly ? new[] { tool, "recognize", clip } : ["recognize", clip]) start.ArgumentList.Add(argument);
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var work = new Work(1, Stopwatch.GetElapsedTime(started));
        await output;
        return process.ExitCode == 0 ? work : throw new SkipException($"The tool ended with {process.ExitCode}: {await error}");
    }
}
