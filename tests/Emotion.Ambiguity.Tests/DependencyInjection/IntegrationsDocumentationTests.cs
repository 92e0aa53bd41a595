using Emotion.Ambiguity.DependencyInjection;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Emotion.Ambiguity.Tests.DependencyInjection;

/// <summary>The code of docs/integrations.md that needs no engine.</summary>
public sealed class IntegrationsDocumentationTests
{
    [Fact]
    public async Task Documentation_SharedModelAndKeys_Work()
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILanguageModel>(_ => Containers.Model());
        services.AddAmbiguousEmotionRecognizer().UseLanguageModel((s, _) => Task.FromResult(s.GetRequiredService<ILanguageModel>()), EngineOwnership.Caller);
        services.AddKeyedAmbiguousEmotionRecognizer("chat").UseLanguageModel(Containers.Model()).Configure(o => o with { Taxonomy = EmotionTaxonomy.GoEmotions28 });
        services.AddSingleton<Inbox>();
        await using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<Inbox>().Recognizer.Taxonomy.ShouldBe(EmotionTaxonomy.GoEmotions28);
        (await provider.Recognizer().RecognizeTextAsync("u")).IsValid.ShouldBeTrue();
    }

    [Fact]
    public async Task Documentation_EngineOfYourOwn_ReadsItsSettings()
    {
        var services = new ServiceCollection();
        services.AddAmbiguousEmotionRecognizer(Containers.Configuration(("MyEngine:Url", "http://localhost"))).UseMyEngine();
        await using var provider = services.BuildServiceProvider();
        (await provider.Recognizer().RecognizeTextAsync("u")).IsValid.ShouldBeTrue();

        var without = new ServiceCollection();
        without.AddAmbiguousEmotionRecognizer(Containers.Configuration()).UseMyEngine();
        await using var faulty = without.BuildServiceProvider();
        Should.Throw<OptionsValidationException>(faulty.Recognizer).Message.ShouldBe("Emotion:MyEngine needs a Url.");
    }

    [Fact]
    public void Documentation_KeysOfTheTable_AreThoseThatAreKnown()
    {
        using var services = Containers.Build(b => b.UseLanguageModel(Containers.Model()), ("Nonsense", "1"));
        var message = Should.Throw<OptionsValidationException>(services.Recognizer).Message;
        var known = message[(message.IndexOf("known are ", StringComparison.Ordinal) + 10)..].TrimEnd('.').Split(", ");
        var page = File.ReadAllLines(RepositoryFiles.Get("docs", "integrations.md"));
        foreach (var key in known) page.ShouldContain(l => l.StartsWith($"| `{key}` |", StringComparison.Ordinal), key);
        known.Length.ShouldBe(10);
    }

    private sealed class Inbox([FromKeyedServices("chat")] IAmbiguousEmotionRecognizer recognizer)
    {
        public IAmbiguousEmotionRecognizer Recognizer => recognizer;
    }
}

internal static class MyEngineBuilderExtensions
{
    public static AmbiguousEmotionRecognizerBuilder UseMyEngine(this AmbiguousEmotionRecognizerBuilder builder) => builder.UseLanguageModelSetup(setup =>
    {
        var url = setup.Settings.Section("MyEngine").Text("Url");        // Emotion:MyEngine:Url
        if (url is null) setup.Settings.AddFault("MyEngine", "needs a Url.");
        return url is null ? null : cancellationToken => MyEngine.ConnectAsync(url, cancellationToken);
    });
}

internal static class MyEngine
{
    public static Task<ILanguageModel> ConnectAsync(string url, CancellationToken cancellationToken) => Task.FromResult<ILanguageModel>(Containers.Model());
}
