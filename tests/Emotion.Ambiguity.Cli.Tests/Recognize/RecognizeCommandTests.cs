using System.Text.Json;
using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Cli.Tests.Recognize;

/// <summary>The recognize command on the embedded models and the sample clips.</summary>
public sealed class RecognizeCommandTests
{
    private static string[] Clips => SampleClips.Files;

    [Fact]
    public async Task Recognize_SampleClipsAsJson_HearsTheSentencesAndShowsTheVotes()
    {
        var sentences = SampleClips.Sentences().ToDictionary(s => s.Clip, s => s.Sentence, StringComparer.Ordinal);
        var run = await ToolRun.RunAsync(["recognize", .. Clips, "--taxonomy", "CremaD6", "--threads", "1", "--json"]);
        run.ExitCode.ShouldBe(0, run.Error);
        run.Lines.Count.ShouldBe(Clips.Length);
        foreach (var (line, clip) in run.Lines.Zip(Clips))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            root.GetProperty("id").GetString().ShouldBe(clip);
            root.GetProperty("distribution").EnumerateObject().Sum(p => p.Value.GetDouble()).ShouldBe(1, 1e-9);
            root.GetProperty("diagnostics").GetProperty("input").GetString().ShouldBe("both");
            root.GetProperty("diagnostics").GetProperty("audioEncoder").GetString().ShouldBe("emotion-ambiguity-mini-mmproj-q8_0.gguf");

            // The German clips have no row of votes, and the English Whisper does not know their words.
            if (!sentences.TryGetValue(Path.GetFileNameWithoutExtension(clip), out var sentence)) continue;
            SampleClips.Words(root.GetProperty("text").GetString()!).ShouldBe(SampleClips.Words(sentence));
            root.GetProperty("votes").GetProperty("distribution").EnumerateObject().Sum(p => p.Value.GetDouble()).ShouldBe(1, 1e-9);
        }
    }

    [Fact]
    public async Task Recognize_SampleClipAsTable_ShowsBarsVotesAndTranscript()
    {
        var run = await ToolRun.RunAsync("recognize", Clips[0], "--taxonomy", "CremaD6", "--extractor", "likelihood,text,token", "--threads", "1");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldSatisfyAllConditions(
            o => o.ShouldContain(Path.GetFileName(Clips[0])), o => o.ShouldContain("listeners ("), o => o.ShouldContain('█'), o => o.ShouldContain("likelihood"), o => o.ShouldContain("ambiguity"));
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Recognize_InputAudioWithCues_HearsTheVoiceAndSaysHowItSounds()
    {
        var run = await ToolRun.RunAsync("recognize", SampleClips.File("15a05Wa"), "--taxonomy", "EmoDb7", "--input", "audio", "--prompt", "single+cues", "--threads", "1");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldSatisfyAllConditions(o => o.ShouldContain("the voice alone"), o => o.ShouldContain("voice: pitch"));
    }

    [Theory]
    [InlineData("--input", "smell", "audio")]
    [InlineData("--prompt", "single+smell", "+cues")]
    public async Task Recognize_UnknownModeOrComponent_IsAUsageError(string option, string value, string known)
    {
        var run = await ToolRun.RunAsync("recognize", "--text", "x", option, value);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(known);
    }

    [Fact]
    public async Task Recognize_SeveralTexts_AnswersInOrder()
    {
        var run = await ToolRun.RunAsync("recognize", "--text", "We won! This is the best day of my life.", "--text", "Get out of my house!", "--taxonomy", "Paper4", "--threads", "1", "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Lines.Select(Top).ShouldBe(["happiness", "anger"]);
    }

    [Fact]
    public async Task Recognize_OneBadFileAmongGood_ReportsItAndGoesOn()
    {
        var empty = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.wav");
        await File.WriteAllBytesAsync(empty, []);
        try
        {
            var run = await ToolRun.RunAsync("recognize", empty, Clips[0], "no such file.wav", "--threads", "1", "--json");
            run.ExitCode.ShouldBe(ExitCode.SomeInputsFailed);
            run.Lines.Count.ShouldBe(3);
            run.Lines[0].ShouldContain("AudioFormatException");
            run.Lines[1].ShouldContain("\"valid\":true");
            run.Error.ShouldSatisfyAllConditions(e => e.ShouldContain(empty), e => e.ShouldContain("no such file.wav"), e => e.ShouldContain("2 failed"));
        }
        finally
        {
            File.Delete(empty);
        }
    }

    [Fact]
    public async Task Recognize_TextOf100000Characters_SaysThatItDoesNotFit()
    {
        var run = await ToolRun.RunAsync("recognize", "--text", string.Concat(Enumerable.Repeat("So it goes. ", 8_400)), "--threads", "1");
        run.ExitCode.ShouldBe(ExitCode.SomeInputsFailed);
        run.Error.ShouldContain("tokens, but the context holds 2048");
    }

    [Fact]
    public async Task Recognize_UnreadableAnswers_FailAboveTheLimitOnly()
    {
        // Four tokens are too few for a list of percentages.
        string[] arguments = ["recognize", "--text", "u", "--prompt", "ambiguous", "--extractor", "text", "--max-output-tokens", "1", "--threads", "1"];
        (await ToolRun.RunAsync(arguments)).ExitCode.ShouldBe(ExitCode.Success);
        var strict = await ToolRun.RunAsync([.. arguments, "--max-invalid", "0.5"]);
        strict.ExitCode.ShouldBe(ExitCode.TooManyInvalid);
        strict.Output.ShouldContain("no distribution");
    }

    [Theory]
    [InlineData("Nothing to recognise", "recognize")]
    [InlineData("Ekman7", "recognize", "--text", "u", "--taxonomy", "Nonsense")]
    [InlineData("at least 2", "recognize", "--text", "u", "--taxonomy", "anger,")]
    [InlineData("twice", "recognize", "--text", "u", "--taxonomy", "anger,Anger")]
    [InlineData("likelihood", "recognize", "--text", "u", "--extractor", "magic")]
    [InlineData("neither single", "recognize", "--text", "u", "--prompt", "nothing")]
    [InlineData("--max-invalid", "recognize", "--text", "u", "--max-invalid", "7")]
    [InlineData("--help", "recognise")]
    public async Task Recognize_SenselessCommandLine_SaysWhatToChange(string message, params string[] arguments)
    {
        var run = await ToolRun.RunAsync(arguments);
        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(message);
    }

    [Fact]
    public async Task Recognize_ModelsInEachOthersPlace_SaysSo()
    {
        var (llama, whisper) = (RepositoryFiles.Get("models", "emotion-ambiguity-mini-q5_1.gguf"), RepositoryFiles.Get("models", "whisper-tiny.en-q5_1.bin"));
        var asModel = await ToolRun.RunAsync("recognize", "--text", "u", "--model", whisper);
        asModel.ExitCode.ShouldBe(ExitCode.CannotLoad);
        asModel.Error.ShouldContain("Whisper");
        var asWhisper = await ToolRun.RunAsync("recognize", Clips[0], "--whisper", llama, "--threads", "1");
        asWhisper.ExitCode.ShouldBe(ExitCode.CannotLoad);
        asWhisper.Error.ShouldContain("GGUF");
    }

    [Fact]
    public async Task Recognize_PromptFile_AsksInTheUsersWords()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.txt");
        await File.WriteAllTextAsync(file, "Choose one of {labels}.\n---\nTranscript: \"{text}\"\n");
        try
        {
            var run = await ToolRun.RunAsync("recognize", "--text", "Get out!", "--prompt", file, "--threads", "1", "--json");
            run.ExitCode.ShouldBe(0, run.Error);
            run.Output.ShouldContain($"\"prompt\":\"{Path.GetFileNameWithoutExtension(file)}\"");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Recognize_Calibration_ShowsWhatWasReadBefore()
    {
        var taxonomy = EmotionTaxonomy.Paper4;
        var calibrator = new TemperatureCalibrator(taxonomy, 3);
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        await new CalibrationProfile(taxonomy, new CalibrationEntry("likelihood", calibrator)) { LanguageModelId = "other.gguf" }.SaveAsync(file);
        try
        {
            string[] arguments = ["recognize", "--text", "Get out of my house!", "--taxonomy", "Paper4", "--extractor", "likelihood,text", "--calibration", file, "--threads", "1"];
            var run = await ToolRun.RunAsync([.. arguments, "--json"]);
            run.ExitCode.ShouldBe(0, run.Error);
            using var json = JsonDocument.Parse(run.Output);
            var likelihood = json.RootElement.GetProperty("extractors").GetProperty("likelihood");
            var expected = calibrator.Apply(EmotionDistribution.FromProbabilities(taxonomy, Probabilities(likelihood.GetProperty("uncalibrated"))));
            Probabilities(json.RootElement.GetProperty("distribution")).ShouldBe(expected.Probabilities.ToArray(), 1e-12);
            json.RootElement.GetProperty("extractors").GetProperty("text").TryGetProperty("uncalibrated", out _).ShouldBeFalse();
            json.RootElement.GetProperty("diagnostics").GetProperty("calibrationWarning").GetString()!.ShouldContain("other.gguf");

            var table = await ToolRun.RunAsync(arguments);
            table.Output.ShouldSatisfyAllConditions(o => o.ShouldContain("calibrated; before"), o => o.ShouldContain("other.gguf"));

            var mismatch = await ToolRun.RunAsync("recognize", "--text", "u", "--taxonomy", "CremaD6", "--extractor", "text", "--calibration", file, "--threads", "1");
            mismatch.ExitCode.ShouldBe(ExitCode.Usage);
            mismatch.Error.ShouldSatisfyAllConditions(e => e.ShouldContain("Paper4"), e => e.ShouldContain("likelihood"));
        }
        finally
        {
            File.Delete(file);
        }

        static double[] Probabilities(JsonElement distribution) => [.. distribution.EnumerateObject().Select(p => p.Value.GetDouble())];
    }

    [Fact]
    public async Task Recognize_CalibrationThatIsNone_SaysSo()
    {
        var missing = await ToolRun.RunAsync("recognize", "--text", "u", "--calibration", "no such profile.json");
        missing.ExitCode.ShouldBe(ExitCode.CannotLoad);
        missing.Error.ShouldContain("no such profile.json");
        var sound = await ToolRun.RunAsync("recognize", "--text", "u", "--calibration", Clips[0]);
        sound.ExitCode.ShouldBe(ExitCode.CannotLoad);
        sound.Error.ShouldContain("not the JSON of a profile");
    }

    private static string Top(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("top")[0].GetString()!;
    }
}
