using Emotion.Ambiguity.DependencyInjection;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Emotion.Ambiguity.Tests.DependencyInjection;

public sealed class RegistrationTests
{
    [Fact]
    public async Task Resolve_ModelAndTranscriber_RecognisesWordsAndSound()
    {
        await using var services = Containers.Build(b => b.UseLanguageModel(_ => Containers.Model()).UseTranscriber(_ => new ScriptedTranscriber("get out")));
        var recognizer = services.Recognizer();
        (await recognizer.RecognizeTextAsync("words")).Distribution!.Taxonomy.ShouldBe(EmotionTaxonomy.Ekman7);
        (await recognizer.RecognizeAsync(Audio.FromSamples(new float[16_000], 16_000))).Text.ShouldBe("get out");
        services.Recognizer().ShouldBeSameAs(recognizer);
        using var scope = services.CreateScope();
        scope.ServiceProvider.Recognizer().ShouldBeSameAs(recognizer);
    }

    [Fact]
    public async Task RecognizeManyAsync_FromTheContainer_KeepsTheOrder()
    {
        await using var services = Containers.Build(b => b.UseLanguageModel(_ => Containers.Model()));
        var outcomes = await services.Recognizer().RecognizeManyAsync(Enumerable.Range(0, 40).Select(i => Utterance.FromText($"{i}", $"{i}"))).ToListAsync();
        outcomes.Select(o => o.Utterance.Id).ShouldBe(Enumerable.Range(0, 40).Select(i => $"{i}"));
        outcomes.ShouldAllBe(o => o.Succeeded);
    }

    [Fact]
    public async Task Configure_SeveralCalls_AreMadeInTheirOrderAfterTheConfiguration()
    {
        var seen = new List<string>();
        await using var services = Containers.Build(
            b => b.UseLanguageModel(_ => Containers.Model())
                .Configure(o => { seen.Add(o.Taxonomy.Name); return o with { Taxonomy = EmotionTaxonomy.Plutchik8 }; })
                .Configure(o => { seen.Add(o.Taxonomy.Name); return o with { Taxonomy = EmotionTaxonomy.Paper4 }; }),
            ("Taxonomy", "CremaD6"));
        services.Recognizer().Taxonomy.ShouldBe(EmotionTaxonomy.Paper4);
        seen.ShouldBe(["CremaD6", "Plutchik8"]);
    }

    [Fact]
    public async Task AddAmbiguousEmotionRecognizer_CalledTwice_GoesOnWithTheSame()
    {
        var collection = new ServiceCollection();
        collection.AddAmbiguousEmotionRecognizer(Containers.Configuration(("Taxonomy", "Paper4")));
        collection.AddAmbiguousEmotionRecognizer().UseLanguageModel(_ => Containers.Model());
        await using var services = collection.BuildServiceProvider();
        services.GetServices<IAmbiguousEmotionRecognizer>().Single().Taxonomy.ShouldBe(EmotionTaxonomy.Paper4);
    }

    [Fact]
    public async Task AddKeyed_SeveralKeys_EachHasItsOwn()
    {
        var collection = new ServiceCollection();
        // 1 and "1" are different keys with the same text.
        collection.AddKeyedAmbiguousEmotionRecognizer(1, Containers.Configuration(("Taxonomy", "Paper4"))).UseLanguageModel(_ => Containers.Model());
        collection.AddKeyedAmbiguousEmotionRecognizer("1").Configure(o => o with { Taxonomy = EmotionTaxonomy.CremaD6 }).UseLanguageModel(_ => Containers.Model());
        collection.AddAmbiguousEmotionRecognizer().UseLanguageModel(_ => Containers.Model());
        await using var services = collection.BuildServiceProvider();
        services.GetRequiredKeyedService<IAmbiguousEmotionRecognizer>(1).Taxonomy.ShouldBe(EmotionTaxonomy.Paper4);
        services.GetRequiredKeyedService<IAmbiguousEmotionRecognizer>("1").Taxonomy.ShouldBe(EmotionTaxonomy.CremaD6);
        services.Recognizer().Taxonomy.ShouldBe(EmotionTaxonomy.Ekman7);
        (await services.GetRequiredKeyedService<IAmbiguousEmotionRecognizer>("1").RecognizeTextAsync("u")).IsValid.ShouldBeTrue();
        services.GetKeyedService<IAmbiguousEmotionRecognizer>("2").ShouldBeNull();
    }

    [Fact]
    public async Task AddExtractor_WithoutAList_RunInstead_InTheirOrder()
    {
        await using var services = Containers.Build(b => b.UseLanguageModel(_ => Containers.Model())
            .Configure(o => o with { Taxonomy = EmotionTaxonomy.Paper4, Prompt = EmotionPrompt.Ambiguous })
            .AddExtractor<ConstantExtractor>("mine").AddExtractor(new TextDistributionExtractor()));
        var result = await services.Recognizer().RecognizeTextAsync("u");
        result.Extractions.Select(e => e.Extractor).ShouldBe(["mine", "text"]);
        result.Distribution!["anger"].ShouldBe(1);
        result["text"].Distribution!["neutral"].ShouldBe(0.4, 1e-12);
    }

    [Fact]
    public async Task AddExtractor_WithAList_RunsWhatIsListed()
    {
        await using var services = Containers.Build(
            b => b.UseLanguageModel(_ => Containers.Model()).AddExtractor<ConstantExtractor>("mine").AddExtractor(new TextDistributionExtractor(new TextExtractionOptions(), "unused")),
            ("Extractors:0", "likelihood"), ("Extractors:1", "mine"));
        (await services.Recognizer().RecognizeTextAsync("u")).Extractions.Select(e => e.Extractor).ShouldBe(["likelihood", "mine"]);
    }

    [Fact]
    public async Task AddExtractor_ConstructorAsksForServices_GetsThem()
    {
        var collection = new ServiceCollection();
        collection.AddSingleton(new Favourite("sadness"));
        collection.AddAmbiguousEmotionRecognizer().UseLanguageModel(_ => Containers.Model()).AddExtractor<FavouriteExtractor>("favourite");
        await using var services = collection.BuildServiceProvider();
        (await services.Recognizer().RecognizeTextAsync("u")).Distribution!["sadness"].ShouldBe(1);
    }

    private sealed record Favourite(string Label);

    private sealed class FavouriteExtractor(Favourite favourite) : IDistributionExtractor
    {
        public string Name => "another name";

        public IPreparedExtractor Prepare(ExtractionContext context) => new Constant(EmotionDistribution.OneHot(context.Taxonomy, context.Taxonomy.IndexOf(favourite.Label)));
    }

    private sealed class ConstantExtractor : IDistributionExtractor
    {
        public string Name => "constant";

        public IPreparedExtractor Prepare(ExtractionContext context) => new Constant(EmotionDistribution.OneHot(context.Taxonomy, 0));
    }

    private sealed class Constant(EmotionDistribution distribution) : IPreparedExtractor
    {
        public ExtractionNeeds Needs { get; } = new() { Generation = true };

        public ExtractionResult Extract(ExtractionEvidence evidence) => ExtractionResult.Valid(distribution);
    }
}
