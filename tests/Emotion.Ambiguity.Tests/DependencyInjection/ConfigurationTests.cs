using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Emotion.Ambiguity.Tests.DependencyInjection;

public sealed class ConfigurationTests
{
    [Fact]
    public async Task Resolve_EveryKey_IsHeeded()
    {
        await using var model = Containers.Model();
        await using var services = Containers.Build(
            b => b.UseLanguageModel(model),
            ("Taxonomy", "paper4"), ("Prompt", "Ambiguous"), ("Extractors:0", "text"), ("Extractors:1", "token-softmax"),
            ("MaxOutputTokens", "77"), ("MaxWindow", "00:00:10"), ("Concurrency", "2"), ("InvalidAnswers", "uniform"));
        var result = await services.Recognizer().RecognizeTextAsync("u");
        result.Diagnostics.Prompt.ShouldBe("ambiguous");
        result.Distribution!.Taxonomy.ShouldBe(EmotionTaxonomy.Paper4);
        result.Extractions.Select(e => e.Extractor).ShouldBe(["text", "token-softmax"]);
        model.Requests.Single().MaxOutputTokens.ShouldBe(77);
    }

    [Theory]
    [InlineData("calm, tense,bored")]
    [InlineData("calm,tense,,bored ")]
    public async Task Resolve_LabelsByCommas_MakeATaxonomy(string labels)
    {
        await using var services = Containers.Build(b => b.UseLanguageModel(_ => Containers.Model()), ("Taxonomy", labels));
        services.Recognizer().Taxonomy.Labels.Select(l => l.Name).ShouldBe(["calm", "tense", "bored"]);
    }

    [Fact]
    public async Task Resolve_LabelsAsAList_MakeATaxonomy()
    {
        await using var services = Containers.Build(b => b.UseLanguageModel(_ => Containers.Model()), ("Taxonomy:0", "calm"), ("Taxonomy:1", "tense"));
        services.Recognizer().Taxonomy.Labels.Select(l => l.Name).ShouldBe(["calm", "tense"]);
    }

    [Fact]
    public async Task Resolve_BlankValues_CountAsNotThere()
    {
        await using var services = Containers.Build(b => b.UseLanguageModel(_ => Containers.Model()), ("Taxonomy", ""), ("MaxOutputTokens", " "));
        services.Recognizer().Taxonomy.ShouldBe(EmotionTaxonomy.Ekman7);
    }

    [Fact]
    public void Resolve_ManyFaults_OneMessageNamesEachKey()
    {
        using var services = Containers.Build(
            b => b.WithCalibration("no such file.json"),
            ("Taxonomy", "Cremad7"), ("Prompt", "singel"), ("Extractors", "text, guess"), ("MaxOutputTokens", "0"), ("MaxWindow", "soon"),
            ("Concurrency", "many"), ("InvalidAnswers:0", "skip"), ("Extractor", "text"), ("EnableSensitiveData", "maybe"));
        var fault = Should.Throw<OptionsValidationException>(services.Recognizer);
        var expected = new[]
        {
            "Emotion:Taxonomy is \"Cremad7\", but built in are Paper4,", "Emotion:Prompt is \"singel\", but known are single, ambiguous.",
            "Emotion:Extractors has \"guess\", but known are likelihood,", "Emotion:MaxOutputTokens must be at least 1 but is 0.",
            "Emotion:MaxWindow must be a time such as \"00:00:30\" but is \"soon\".", "Emotion:Concurrency must be a whole number but is \"many\".",
            "Emotion:InvalidAnswers must be one value", "Emotion:Calibration cannot be used:", "Emotion:Extractor is not known here; known are Calibration,",
            "There is no language model: call UseLlamaCpp,", "Emotion:EnableSensitiveData must be \"true\" or \"false\" but is \"maybe\".",
        };
        expected.ShouldAllBe(e => fault.Message.Contains(e, StringComparison.Ordinal));
        fault.Failures.Count().ShouldBe(expected.Length);
    }

    [Fact]
    public void Resolve_FaultsOfWholeOptions_AreAmongThem()
    {
        using var services = Containers.Build(b => b.UseLanguageModel(_ => Containers.Model()), ("MaxWindow", "01:00:00"), ("Extractors", "text, text"), ("InvalidAnswers", "one-hot-neutral"), ("Taxonomy", "Ekman6"));
        Should.Throw<OptionsValidationException>(services.Recognizer).Message.ShouldSatisfyAllConditions(
            m => m.ShouldContain("MaxWindow must be from 1 second to 10 minutes"),
            m => m.ShouldContain("Two extractors are named \"text\""),
            m => m.ShouldContain("needs a label \"neutral\""));
    }

    [Fact]
    public void Resolve_ModelThatCannotWhatAnExtractorNeeds_IsAFaultBeforeItIsLoaded()
    {
        using var services = Containers.Build(b => b.UseLanguageModelSetup(setup =>
        {
            setup.Announce(new LanguageModelInfo { ModelId = "m", Engine = "service", Capabilities = LanguageModelCapabilities.None });
            return _ => throw new InvalidOperationException("must not be loaded");
        }));
        Should.Throw<OptionsValidationException>(services.Recognizer).Message.ShouldContain("The extractor \"likelihood\" needs ContinuationScores");
    }

    [Fact]
    public async Task StartAsync_Host_ReportsAllFaultsBeforeAnythingRuns()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAmbiguousEmotionRecognizer(Containers.Configuration(("Prompt", "singel"), ("Concurrency", "0")));
        using var host = builder.Build();
        var fault = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync());
        fault.Message.ShouldSatisfyAllConditions(m => m.ShouldContain("Emotion:Prompt"), m => m.ShouldContain("Emotion:Concurrency"), m => m.ShouldContain("no language model"));
    }

    [Fact]
    public async Task StartAsync_HostWithGoodSettings_LoadsNothing()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAmbiguousEmotionRecognizer().UseLanguageModel((_, _) => throw new InvalidOperationException("must not be loaded"));
        using var host = builder.Build();
        await host.StartAsync();
        await host.StopAsync();
    }

    [Fact]
    public async Task WithCalibration_Profile_IsApplied_AndTheConfiguredOneWins()
    {
        using var folder = new TemporaryFolder();
        Save("flat.json", 1e6);
        Save("same.json", 1);
        await using var flat = Containers.Build(b => b.UseLanguageModel(_ => Containers.Model()).WithCalibration(folder.Path("flat.json")), ("Taxonomy", "Paper4"), ("Prompt", "ambiguous"), ("Extractors", "text"));
        (await flat.Recognizer().RecognizeTextAsync("u")).Distribution!["neutral"].ShouldBe(0.25, 1e-4);
        await using var same = Containers.Build(
            b => b.UseLanguageModel(_ => Containers.Model()).WithCalibration(folder.Path("flat.json")),
            ("Taxonomy", "Paper4"), ("Prompt", "ambiguous"), ("Extractors", "text"), ("Calibration", folder.Path("same.json")));
        (await same.Recognizer().RecognizeTextAsync("u")).Distribution!["neutral"].ShouldBe(0.4, 1e-4);

        void Save(string name, double temperature) => new CalibrationProfile(
            EmotionTaxonomy.Paper4, new CalibrationEntry("text", new TemperatureCalibrator(EmotionTaxonomy.Paper4, temperature))).Save(folder.Path(name));
    }

    private sealed class TemporaryFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("emotion-di-");

        public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
