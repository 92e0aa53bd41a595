using Emotion.Ambiguity.Tests.Shared;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Samples.Tests;

public sealed class SampleTests
{
    [Fact]
    public async Task BasicRecognition_SampleClip_PrintsWordsTopThreeAndEntropy()
    {
        var run = await Sample.RunAsync("BasicRecognition");
        run.ExitCode.ShouldBe(0, run.All);
        run.Lines.Count.ShouldBe(5, run.All);
        SampleClips.WrongWords(run.Lines[0], "I think I have a doctor's appointment.").ShouldBe(0, run.All);
        foreach (var line in run.Lines.Skip(1).Take(3)) EmotionTaxonomy.CremaD6.IndexOf(line.Split(' ')[0]).ShouldBeGreaterThanOrEqualTo(0, line);
        Sample.Number(run.Lines[4]).ShouldBeInRange(0, 1);
    }

    [Fact]
    public async Task BatchFolder_SampleClips_WritesOneRowAClip()
    {
        var run = await Sample.RunAsync("BatchFolder");
        run.ExitCode.ShouldBe(0, run.All);
        run.Lines[0].ShouldBe("clip,anger,disgust,fear,happiness,neutral,sadness,entropy,text");
        foreach (var ((clip, sentence), line) in SampleClips.Sentences().Zip(run.Lines.Skip(1)))
        {
            var cells = line.Split(',', 9);
            cells[0].ShouldBe(clip);
            cells[1..7].Sum(Sample.Number).ShouldBe(1, 6 * .0005, line); // six shares, each rounded to three digits
            SampleClips.WrongWords(cells[8], sentence).ShouldBe(0, line);
        }
    }

    [Fact]
    public async Task BatchFolder_OneDamagedClip_ReportsItAndGoesOn()
    {
        var folder = Directory.CreateTempSubdirectory("emotion-ambiguity-batch-");
        try
        {
            File.Copy(SampleClips.Files[0], Path.Combine(folder.FullName, "b.wav"));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "a.wav"), "no sound");
            var run = await Sample.RunAsync("BatchFolder", folder.FullName);
            run.ExitCode.ShouldBe(1, run.All);
            run.Error.ShouldContain("a: ");
            run.Lines[1].ShouldStartWith("b,");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task CompareExtractors_SampleClip_PrintsTheVotesAndFourReadings()
    {
        var run = await Sample.RunAsync("CompareExtractors");
        run.ExitCode.ShouldBe(0, run.All);
        var rows = run.Lines.Skip(2).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToDictionary(cells => cells[0], cells => cells[1..]);
        rows["listeners"].ShouldBe(["0.00", "0.00", "0.30", "0.00", "0.60", "0.10"]); // of ten votes
        rows.Keys.ShouldBe(["listeners", "likelihood", "token", "token-softmax", "text"]);
        rows["likelihood"].Take(6).Sum(Sample.Number).ShouldBe(1, 6 * .005); // six shares, each rounded to two digits
        Sample.Number(rows["likelihood"][6]).ShouldBeInRange(0, .84); // at most sqrt(ln 2)
    }

    [Fact]
    public async Task DependencyInjection_SampleClips_PrintsALineAClipAndEnds()
    {
        var run = await Sample.RunAsync("DependencyInjection");
        run.ExitCode.ShouldBe(0, run.All);
        foreach (var (clip, sentence) in SampleClips.Sentences())
        {
            var line = run.Lines.Single(l => l.StartsWith($"{clip}.wav: ", StringComparison.Ordinal));
            SampleClips.WrongWords(line.Split(": ", 2)[1].Split(" -> ")[0], sentence).ShouldBe(0, line);
            line.ShouldMatch(@" -> \w+ \d+\s?%, \w+ \d+\s?%$");
        }
    }

    [Fact]
    public async Task CustomExtractor_SampleClip_ReadsADistributionOfItsOwn()
    {
        var run = await Sample.RunAsync("CustomExtractor");
        run.ExitCode.ShouldBe(0, run.All);
        run.Lines.Count.ShouldBe(3, run.All);
        run.Lines[1].ShouldSatisfyAllConditions(l => l.ShouldStartWith("first-step"), l => l.ShouldContain("happiness"));
        run.Lines[2].ShouldStartWith("likelihood");
    }

    [Fact]
    public void CustomExtractor_ItsSource_IsAboutFortyLines() =>
        File.ReadLines(RepositoryFiles.Get("samples", "CustomExtractor", "FirstStepExtractor.cs")).Count().ShouldBeLessThan(45);

    [Fact]
    public async Task LiveStream_TwoClips_PrintsWhatWasSaidAndAccountsForAllOfIt()
    {
        var run = await Sample.RunAsync("LiveStream", SampleClips.File("1036_ITH_NEU_XX"), SampleClips.File("1037_IOM_HAP_XX"));
        run.ExitCode.ShouldBe(0, run.All);
        var heard = string.Concat(run.Lines.SkipLast(1).Where((_, i) => i % 2 == 0).Select(line => line[7..] + " "));
        // Of 13 words. Whisper tiny hears "meaning" or "meeting" as 50 ms of silence more or less around them will have it.
        SampleClips.WrongWords(heard, "I think I have a doctor's appointment. I'm on my way to the meeting.").ShouldBeLessThanOrEqualTo(4, run.All);
        run.Lines[1].ShouldMatch(@"lately: \w+ \d+\s?%, .* s after the last word\)$");
        var total = System.Text.RegularExpressions.Regex.Match(run.Lines[^1], @"^(\S+) s = (\S+) s in \d+ segments \+ (\S+) s of silence$");
        total.Success.ShouldBeTrue(run.All);
        Sample.Number(total.Groups[1].Value).ShouldBe(4.3, 0.05); // the clips' lengths
        (Sample.Number(total.Groups[2].Value) + Sample.Number(total.Groups[3].Value)).ShouldBe(4.3, 0.15); // three numbers, each rounded to one digit
    }

    [Fact]
    public async Task AotRecognition_Words_PrintsFourShares()
    {
        var run = await Sample.RunAsync("AotRecognition");
        run.ExitCode.ShouldBe(0, run.All);
        run.Lines[0].ShouldStartWith("just in time, llama.cpp");
        run.Lines.Skip(1).Sum(line => Sample.Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1].TrimEnd('%'))).ShouldBe(100, 4 * .05); // rounded to one digit
    }
}
