using System.Text.Json;
using Emotion.Ambiguity.Cli.Tests.Evaluate;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Metrics;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Cli.Tests.Compare;

/// <summary>The compare command on the embedded models and the sample clips.</summary>
public sealed class CompareCommandTests : IDisposable
{
    private readonly EvaluationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Compare_ClipsPromptsAndExtractors_ARowEachWithItsDistanceToTheVotes()
    {
        string[] clips = [SampleClips.File("1036_ITH_NEU_XX"), SampleClips.File("1066_IWW_SAD_XX")];
        var run = await ToolRun.RunAsync(["compare", .. clips, "--taxonomy", "CremaD6", "--prompts", "single,ambiguous", "--extractors", "text,likelihood", "--input", "transcript", "--threads", "1", "--json"]);
        run.ExitCode.ShouldBe(0, run.Error);
        using var json = JsonDocument.Parse(run.Output);
        var utterances = json.RootElement.GetProperty("utterances").EnumerateArray().ToList();
        utterances.Select(u => u.GetProperty("id").GetString()).ShouldBe(clips);
        foreach (var utterance in utterances)
        {
            var votes = Shares(utterance.GetProperty("votes"));
            var rows = utterance.GetProperty("configurations").EnumerateObject().ToList();
            rows.Select(r => r.Name).ShouldBe(["single/text", "single/likelihood", "ambiguous/text", "ambiguous/likelihood"]);
            var read = rows[1].Value;
            read.GetProperty("kullbackLeibler").GetDouble().ShouldBe(DistributionDivergence.KullbackLeibler(votes, Shares(read.GetProperty("distribution"))), 1e-9);
            read.GetProperty("jensenShannon").GetDouble().ShouldBe(DistributionDivergence.JensenShannonDivergence(votes, Shares(read.GetProperty("distribution"))), 1e-9);
        }

        // The text of the single prompt names one label: no ambiguity at all.
        utterances[0].GetProperty("configurations").GetProperty("single/text").GetProperty("normalizedEntropy").GetDouble().ShouldBe(0, 1e-9);

        // The same numbers as recognize gives.
        var recognized = await ToolRun.RunAsync("recognize", clips[0], "--taxonomy", "CremaD6", "--input", "transcript", "--extractor", "text,likelihood", "--threads", "1", "--json");
        using var alone = JsonDocument.Parse(recognized.Output);
        Shares(alone.RootElement.GetProperty("extractors").GetProperty("likelihood").GetProperty("distribution"))
            .ShouldBe(Shares(utterances[0].GetProperty("configurations").GetProperty("single/likelihood").GetProperty("distribution")));
    }

    [Fact]
    public async Task Compare_TextAsTableWithAChart_ShowsRowsAndDrawsThem()
    {
        var chart = _folder.File("pictures", "one.svg");
        var run = await ToolRun.RunAsync("compare", "--text", "Get out of my house!", "--taxonomy", "Paper4", "-e", "likelihood", "-e", "token", "--chart", chart, "--threads", "1");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldSatisfyAllConditions(o => o.ShouldContain("likelihood"), o => o.ShouldContain("token"), o => o.ShouldContain("anger"), o => o.ShouldContain("ambiguity"), o => o.ShouldContain(chart));
        run.Error.ShouldBeEmpty();
        (await File.ReadAllTextAsync(chart)).ShouldSatisfyAllConditions(s => s.ShouldStartWith("<svg"), s => s.ShouldContain("Get out of my house!"), s => s.ShouldContain("likelihood: anger"));
    }

    [Fact]
    public async Task Compare_OneBadFileAmongGood_ReportsItAndGoesOn()
    {
        var run = await ToolRun.RunAsync("compare", "no such file.wav", SampleClips.Files[0], "-e", "likelihood", "--input", "transcript", "--threads", "1");
        run.ExitCode.ShouldBe(ExitCode.SomeInputsFailed);
        run.Output.ShouldSatisfyAllConditions(o => o.ShouldContain("not recognised"), o => o.ShouldContain("likelihood"));
        run.Error.ShouldContain("no such file.wav");
    }

    [Fact]
    public async Task Compare_TwoReports_SetsTheirRowsSideBySide()
    {
        var dataset = _folder.WriteVotes(24);
        foreach (var (name, prompt) in new[] { ("a", "single"), ("b", "ambiguous") })
        {
            (await ToolRun.RunAsync("evaluate", "--dataset", dataset, "--prompt", prompt, "--extractor", "likelihood", "--replicates", "100", "--threads", "1", "--report", _folder.File($"{name}.html"))).ExitCode.ShouldBe(0);
        }

        var table = await ToolRun.RunAsync("compare", _folder.File("a.json"), _folder.File("b.json"));
        table.ExitCode.ShouldBe(0, table.Error);
        table.Output.ShouldSatisfyAllConditions(o => o.ShouldContain("embedded/single/likelihood"), o => o.ShouldContain("embedded/ambiguous/likelihood"), o => o.ShouldContain("1, 2"), o => o.ShouldContain("more than chance"));
        var run = await ToolRun.RunAsync("compare", _folder.File("a.json"), _folder.File("b.json"), "--json");
        using var json = JsonDocument.Parse(run.Output);
        var uniform = json.RootElement.GetProperty("rows").GetProperty("uniform").GetProperty("kl").EnumerateArray().Select(v => v.GetProperty("value").GetDouble()).ToList();
        uniform[0].ShouldBe(uniform[1], "the same items");
        json.RootElement.GetProperty("rows").GetProperty("embedded/single/likelihood").GetProperty("kl").EnumerateArray().Select(v => v.ValueKind).ShouldBe([JsonValueKind.Object, JsonValueKind.Null]);
    }

    [Theory]
    [InlineData("Nothing to compare")]
    [InlineData("standard input", "-")]
    [InlineData("no extractor \"magic\"", "--text", "u", "-e", "magic")]
    [InlineData("need a folder", "--text", "u", "--text", "v", "--chart", "x.svg", "-e", "likelihood", "--threads", "1")]
    [InlineData("no report", "a.json", "b.json")]
    [InlineData("two or more", "a.json")]
    public async Task Compare_SenselessCommandLine_SaysWhatToChange(string message, params string[] arguments)
    {
        var run = await ToolRun.RunAsync(["compare", .. arguments]);
        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(message);
    }

    private static EmotionDistribution Shares(JsonElement distribution) =>
        EmotionDistribution.FromProbabilities(EmotionTaxonomy.CremaD6, [.. distribution.EnumerateObject().Select(p => p.Value.GetDouble())]);
}
