using Emotion.Ambiguity.LlamaCpp.Tests.Support;
using Emotion.Ambiguity.Recognition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Emotion.Ambiguity.LlamaCpp.Tests.DependencyInjection;

public sealed class UseLlamaCppTests
{
    [Fact]
    public async Task UseLlamaCpp_ModelAndThreadsFromTheConfiguration_Recognises()
    {
        var collection = new ServiceCollection();
        collection.AddAmbiguousEmotionRecognizer(Configuration(("LanguageModel", TestModels.MiniPath), ("LlamaCpp:Threads", "1"), ("LlamaCpp:ContextTokens", "512"))).UseLlamaCpp("elsewhere.gguf");
        await using var services = collection.BuildServiceProvider();
        var result = await services.GetRequiredService<IAmbiguousEmotionRecognizer>().RecognizeTextAsync("Leave me alone!");
        result.Distribution!.Probabilities.ToArray().Sum().ShouldBe(1, 1e-9);
        result.Diagnostics.LanguageModelId.ShouldBe(TestModels.Mini);
    }

    [Fact]
    public async Task UseLlamaCpp_PathByServices_IsAskedForOnlyWithoutAConfiguredOne()
    {
        var collection = new ServiceCollection();
        collection.AddAmbiguousEmotionRecognizer().UseLlamaCpp(_ => TestModels.MiniPath, new LlamaCppOptions { Threads = 1 });
        await using var services = collection.BuildServiceProvider();
        (await services.GetRequiredService<IAmbiguousEmotionRecognizer>().RecognizeTextAsync("Thank you.")).IsValid.ShouldBeTrue();
    }

    [Fact]
    public void UseLlamaCpp_FaultySettings_AreAllNamedBeforeAnythingIsLoaded()
    {
        var collection = new ServiceCollection();
        collection.AddAmbiguousEmotionRecognizer(Configuration(("LanguageModel", "no such.gguf"), ("LlamaCpp:Threads", "0"), ("LlamaCpp:GpuLayers", "all"), ("LlamaCpp:Thread", "4"))).UseLlamaCpp();
        using var services = collection.BuildServiceProvider();
        Should.Throw<OptionsValidationException>(services.GetRequiredService<IAmbiguousEmotionRecognizer>).Message.ShouldSatisfyAllConditions(
            m => m.ShouldContain($"Emotion:LanguageModel names the file \"{Path.GetFullPath("no such.gguf")}\", which is not there."),
            m => m.ShouldContain("Emotion:LlamaCpp is not valid: Threads must be from 1 to 512 but is 0."),
            m => m.ShouldContain("Emotion:LlamaCpp:GpuLayers must be a whole number but is \"all\"."),
            m => m.ShouldContain("Emotion:LlamaCpp:Thread is not known here; known are BatchTokens,"));
    }

    [Fact]
    public void UseLlamaCpp_NoPathAnywhere_SaysWhereToWriteIt()
    {
        var collection = new ServiceCollection();
        collection.AddAmbiguousEmotionRecognizer(Configuration()).UseLlamaCpp();
        using var services = collection.BuildServiceProvider();
        Should.Throw<OptionsValidationException>(services.GetRequiredService<IAmbiguousEmotionRecognizer>).Message.ShouldBe("Emotion:LanguageModel is missing: name a GGUF file, or give UseLlamaCpp its path.");
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(v => KeyValuePair.Create($"Emotion:{v.Key}", (string?)v.Value))).Build().GetSection("Emotion");
}
