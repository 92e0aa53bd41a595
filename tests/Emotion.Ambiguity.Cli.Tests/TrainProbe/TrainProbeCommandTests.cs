using System.Text.Json;
using Emotion.Ambiguity.Cli.Tests.Evaluate;
using Emotion.Ambiguity.Extraction.Probes;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Cli.Tests.TrainProbe;

/// <summary>The train-probe command on the embedded model, and what reads its file.</summary>
public sealed class TrainProbeCommandTests : IDisposable
{
    private readonly EvaluationFolder _folder = new();

    private string Probe => _folder.File("probe.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TrainProbe_VotesOnWords_SavesAProbeThatRecognizeAndEvaluateRead()
    {
        var dataset = _folder.WriteVotes(48);
        var run = await ToolRun.RunAsync("train-probe", "--dataset", dataset, "--out", Probe, "--folds", "3", "--threads", "1", "--json");

        run.ExitCode.ShouldBe(0, run.Error);
        using var json = JsonDocument.Parse(run.Output);
        var divergences = json.RootElement.GetProperty("kullbackLeibler");
        foreach (var name in new[] { "uniform", "prior", "heldOut" })
        {
            var row = divergences.GetProperty(name);
            row.GetProperty("mean").GetDouble().ShouldBeInRange(row.GetProperty("low").GetDouble(), row.GetProperty("high").GetDouble(), name);
        }

        divergences.GetProperty("gainOverPrior").GetProperty("mean").GetDouble()
            .ShouldBe(divergences.GetProperty("prior").GetProperty("mean").GetDouble() - divergences.GetProperty("heldOut").GetProperty("mean").GetDouble(), 1e-12);
        (json.RootElement.GetProperty("items").GetInt32(), json.RootElement.GetProperty("groups").GetInt32()).ShouldBe((48, 12));
        json.RootElement.GetProperty("resampledByGroup").GetBoolean().ShouldBeTrue();
        var probe = LinearProbe.Load(Probe);
        (probe.Width, probe.HiddenState, probe.Prompt, probe.InputMode, probe.Dataset, probe.ExampleCount).ShouldBe((576, HiddenStateKind.LastPosition, "single", "transcript", "votes", 48));

        // It counts, and brings its taxonomy.
        var recognized = await ToolRun.RunAsync("recognize", "--text", "I am so happy to see you.", "--probe", Probe, "--threads", "1", "--json");
        recognized.ExitCode.ShouldBe(0, recognized.Error);
        using var result = JsonDocument.Parse(recognized.Output);
        result.RootElement.GetProperty("extractors").EnumerateObject().Select(e => e.Name).ShouldBe(["probe", "likelihood"]);
        result.RootElement.GetProperty("distribution").EnumerateObject().Select(e => e.Name).ShouldBe(probe.Taxonomy.Labels.Select(l => l.Name));
        result.RootElement.GetProperty("extractors").GetProperty("probe").TryGetProperty("warning", out _).ShouldBeFalse();

        var evaluated = await ToolRun.RunAsync("evaluate", "--dataset", dataset, "--extractor", "likelihood", "--probe", Probe, "--sample", "12", "--threads", "1", "--report", _folder.File("report.html"));
        evaluated.ExitCode.ShouldBe(0, evaluated.Error);
        evaluated.Output.ShouldContain("embedded/single/probe");

        // The same probe under another question is warned about.
        var other = await ToolRun.RunAsync("recognize", "--text", "I am so happy.", "--probe", Probe, "--prompt", "ambiguous", "--threads", "1");
        other.Output.ShouldContain("trained on states of the prompt");
    }

    [Fact]
    public async Task TrainProbe_TableOfFewSpeakers_SaysWhatTheIntervalsAreOver()
    {
        var run = await ToolRun.RunAsync(
            "train-probe", "--dataset", _folder.WriteVotes(48), "--out", Probe, "--speaker", "s1,s2,s3", "--state", "MeanOfUtterance", "--penalty", "10", "--replicates", "50", "--threads", "1");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldSatisfyAllConditions(
            o => o.ShouldContain("class prior"), o => o.ShouldContain("has not heard"), o => o.ShouldContain("12 items of votes, 3 groups, penalty 10"), o => o.ShouldContain("Too few groups"));
        LinearProbe.Load(Probe).HiddenState.ShouldBe(HiddenStateKind.MeanOfUtterance);
    }

    [Theory]
    [InlineData("--dataset nonsense --out {probe}", "name=path", 2)]
    [InlineData("--dataset {votes} --out {probe} --speaker nobody", "No item is left", 2)]
    [InlineData("--dataset {votes} --out {probe} --folds 1", "Folds", 2)]
    [InlineData("--dataset {votes} --out {probe} --penalty 0", "Penalties", 2)]
    [InlineData("--dataset {votes} --out {probe} --speaker s1", "other groups", 2)]
    [InlineData("--dataset {votes} --out /nonesuch/probe.json", "no folder", 2)]
    [InlineData("--dataset {votes} --out {probe} --model nonesuch.gguf", "nonesuch.gguf", 3)]
    public async Task TrainProbe_WhatCannotBe_SaysWhy(string arguments, string said, int exitCode)
    {
        var votes = _folder.WriteVotes(24);
        var run = await ToolRun.RunAsync([
            "train-probe", "--threads", "1", .. arguments.Split(' ').Select(a => a.Replace("{votes}", votes, StringComparison.Ordinal).Replace("{probe}", Probe, StringComparison.Ordinal))]);
        run.ExitCode.ShouldBe(exitCode, run.Error);
        run.Error.ShouldContain(said);
        File.Exists(Probe).ShouldBeFalse();
    }

    [Fact]
    public async Task TrainProbe_Stopped_EndsWith130AndWritesNothing()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await Tool.RunAsync(["train-probe", "--dataset", _folder.WriteVotes(24), "--out", Probe], output, error, new CancellationToken(canceled: true));
        exitCode.ShouldBe(ExitCode.Interrupted);
        File.Exists(Probe).ShouldBeFalse();
    }

    [Fact]
    public async Task Recognize_DamagedProbe_CannotLoad()
    {
        await File.WriteAllTextAsync(Probe, "{}");
        var run = await ToolRun.RunAsync("recognize", "--text", "u", "--probe", Probe);
        run.ExitCode.ShouldBe(ExitCode.CannotLoad);
        run.Error.ShouldContain("not a probe");
    }
}
