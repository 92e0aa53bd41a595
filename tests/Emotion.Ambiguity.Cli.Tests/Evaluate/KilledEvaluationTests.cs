using System.Diagnostics;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Cli.Tests.Evaluate;

/// <summary>An evaluation that is killed goes on where it was, and ends as if nothing had happened.</summary>
public sealed class KilledEvaluationTests : IDisposable
{
    private const int Kills = 10;
    private readonly EvaluationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Evaluate_KilledTenTimesAtRandomPoints_ReportIsByteIdentical()
    {
        var dataset = _folder.WriteVotes(48);
        (await RunToEndAsync(dataset, "whole.html")).ShouldBe(0);
        var whole = PredictionBytes("whole.run");

        var random = new Random(1);
        var killedInTheMiddle = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            // Some bytes further than it came before: while loading, in either source, in the middle of a line, or while scoring.
            var until = PredictionBytes("cut.run") + random.Next((int)(2 * whole / Kills));
            using var process = Start(dataset, "cut.html");
            while (!process.HasExited && PredictionBytes("cut.run") < until) await Task.Delay(5);
            process.Kill();
            await process.WaitForExitAsync();
            if (PredictionBytes("cut.run") < whole) killedInTheMiddle++;
        }

        killedInTheMiddle.ShouldBeGreaterThan(2); // else this test proves nothing
        (await RunToEndAsync(dataset, "cut.html")).ShouldBe(0);

        foreach (var ending in new[] { "html", "json", "csv", "md" })
            (await File.ReadAllTextAsync(_folder.File($"cut.{ending}"))).ShouldBe(await File.ReadAllTextAsync(_folder.File($"whole.{ending}")), ending);
        foreach (var file in Directory.GetFiles(_folder.File("whole.run"), "*.jsonl"))
            (await File.ReadAllTextAsync(_folder.File("cut.run", Path.GetFileName(file)))).ShouldBe(await File.ReadAllTextAsync(file));
    }

    private long PredictionBytes(string run) =>
        Directory.Exists(_folder.File(run)) ? Directory.GetFiles(_folder.File(run), "*.jsonl").Sum(f => new FileInfo(f).Length) : 0;

    private async Task<int> RunToEndAsync(string dataset, string report)
    {
        using var process = Start(dataset, report);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private Process Start(string dataset, string report) => Process.Start(new ProcessStartInfo("dotnet")
    {
        ArgumentList =
        {
            "exec", Path.Combine(AppContext.BaseDirectory, "emotion-ambiguity.dll"), "evaluate", "--dataset", dataset, "--prompt", "single,ambiguous",
            "--extractor", "text,token,likelihood", "--calibrate", "temperature", "--threads", "1", "--report", _folder.File(report),
        },
        RedirectStandardOutput = false,
        UseShellExecute = false,
    })!;
}
