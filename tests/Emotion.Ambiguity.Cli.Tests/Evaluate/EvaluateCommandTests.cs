using System.Text.Json;
using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Cli.Tests.Evaluate;

/// <summary>The evaluate command on the embedded model and on answers given before.</summary>
public sealed class EvaluateCommandTests : IDisposable
{
    private readonly EvaluationFolder _folder = new();

    private string Report => _folder.File("report.html");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Evaluate_EmbeddedModel_WritesAllFormsAndShowsTheTable()
    {
        var run = await ToolRun.RunAsync(
            "evaluate", "--dataset", _folder.WriteVotes(36), "--extractor", "text,likelihood", "--calibrate", "temperature", "--threads", "1", "--report", Report);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldSatisfyAllConditions(
            o => o.ShouldContain("embedded/single/likelihood"), o => o.ShouldContain("class prior"), o => o.ShouldContain("another panel"), o => o.ShouldContain("Not better than the class prior"));
        foreach (var ending in new[] { "html", "json", "csv", "md" }) new FileInfo(_folder.File($"report.{ending}")).Length.ShouldBeGreaterThan(500, ending);
        await using var json = File.OpenRead(_folder.File("report.json"));
        var report = JsonReportWriter.Read(json);
        report.Rows.Count(r => r.Kind == ReportRowKind.Calibrated).ShouldBe(2);
        report.Dataset.Items.ShouldBe(36);
        report.Resampling.Unit.ShouldBe("speaker");

        // What was fitted can be used.
        var again = await ToolRun.RunAsync(
            "recognize", "--text", "I am so happy to see you.", "--taxonomy", "Paper4", "--extractor", "likelihood,text", "--threads", "1", "--json",
            "--calibration", _folder.File("report.run", "embedded_single.temperature.json"));
        again.ExitCode.ShouldBe(0, again.Error);
        again.Output.ShouldContain("uncalibrated");
    }

    [Fact]
    public async Task Evaluate_AnswersAsJson_NeedsNoModel()
    {
        var dataset = _folder.WriteVotes(3);
        await File.WriteAllTextAsync(_folder.File("answers.csv"), "id,answer\nclip000,anger 100%\nclip001,no idea\nclip002,\"joy 50%, neutral 50%\"\n");

        var run = await ToolRun.RunAsync("evaluate", "--dataset", dataset, "--answers", $"mine={_folder.File("answers.csv")}", "--report", Report, "--json", "--max-invalid", "0.1");

        run.ExitCode.ShouldBe(ExitCode.TooManyInvalid);
        using var json = JsonDocument.Parse(run.Output);
        var row = json.RootElement.GetProperty("rows")[0];
        row.GetProperty("name").GetString().ShouldBe("mine/text");
        row.GetProperty("invalid").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Evaluate_Selection_TakesSpeakersAndSamples()
    {
        var dataset = _folder.WriteVotes(48);
        await File.WriteAllLinesAsync(_folder.File("answers.csv"), Enumerable.Range(0, 48).Select(i => $"clip{i:D3},anger 100%").Prepend("id,answer"));

        var run = await ToolRun.RunAsync(
            "evaluate", "--dataset", dataset, "--answers", $"mine={_folder.File("answers.csv")}", "--speaker", "s1,s2", "--sample", "5", "--report", Report, "--json");

        run.ExitCode.ShouldBe(0, run.Error);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("dataset").GetProperty("items").GetInt32().ShouldBe(5);
        json.RootElement.GetProperty("dataset").GetProperty("selection").GetString().ShouldBe("speaker s1, s2; 5 items drawn with seed 1");
    }

    [Theory]
    [InlineData("--dataset nonsense", "name=path")]
    [InlineData("--dataset nothing=/tmp", "There is no dataset \"nothing\"")]
    [InlineData("--dataset votes=/no/such/folder", "no such file")]
    [InlineData("--dataset DATA --calibrate warmth", "no method \"warmth\"")]
    [InlineData("--dataset DATA --extractor magic", "no extractor \"magic\"")]
    [InlineData("--dataset DATA --model /no/such.gguf", "no file \"/no/such.gguf\"")]
    [InlineData("--dataset DATA --answers x", "name=file")]
    [InlineData("--dataset DATA --answers x=/no/such.csv", "no file \"/no/such.csv\"")]
    [InlineData("--dataset DATA --taxonomy nonsense", "no taxonomy \"nonsense\"")]
    [InlineData("--dataset DATA --replicates 3", "Replicates must be at least 100")]
    [InlineData("--dataset DATA --speaker nobody", "No item")]
    public async Task Evaluate_BadOptions_SayWhatAndEndWithUsage(string arguments, string message)
    {
        var run = await ToolRun.RunAsync(["evaluate", .. arguments.Replace("DATA", _folder.WriteVotes(3), StringComparison.Ordinal).Split(' '), "--report", Report]);
        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(message);
        File.Exists(Report).ShouldBeFalse();
    }

    [Fact]
    public async Task Evaluate_OtherPredictionsInTheRunFolder_SaysWhatIsDifferent()
    {
        var dataset = _folder.WriteVotes(3);
        await File.WriteAllTextAsync(_folder.File("a.csv"), "id,answer\nclip000,anger 100%\nclip001,anger 100%\nclip002,anger 100%\n");
        await File.WriteAllTextAsync(_folder.File("b.csv"), "id,answer\nclip000,neutral 100%\nclip001,anger 100%\nclip002,anger 100%\n");
        await ToolRun.RunAsync("evaluate", "--dataset", dataset, "--answers", $"mine={_folder.File("a.csv")}", "--report", Report);

        var run = await ToolRun.RunAsync("evaluate", "--dataset", dataset, "--answers", $"mine={_folder.File("b.csv")}", "--report", Report);

        run.ExitCode.ShouldBe(ExitCode.SomeInputsFailed);
        run.Error.ShouldContain("another run");
        run.Error.ShouldContain("b.csv");
    }
}
