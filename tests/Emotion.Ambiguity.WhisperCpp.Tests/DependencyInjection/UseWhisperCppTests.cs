using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Testing;
using Emotion.Ambiguity.Tests.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Emotion.Ambiguity.WhisperCpp.Tests.DependencyInjection;

[Collection(EmbeddedModelTests.Name)]
public sealed class UseWhisperCppTests
{
    [Fact]
    public async Task UseWhisperCpp_ModelAndThreadsFromTheConfiguration_Transcribes()
    {
        var collection = new ServiceCollection();
        collection.AddAmbiguousEmotionRecognizer(Configuration(("Transcriber", EmbeddedModel.File), ("WhisperCpp:Threads", "1"), ("WhisperCpp:BeamSize", "1")))
            .UseWhisperCpp().UseLanguageModel(_ => new ScriptedLanguageModel("anger"));
        await using var services = collection.BuildServiceProvider();
        var result = await services.GetRequiredService<IAmbiguousEmotionRecognizer>().RecognizeFileAsync(SampleClips.File("1036_ITH_NEU_XX"));
        SampleClips.WrongWords(result.Text, "I think I have a doctor's appointment").ShouldBe(0);
        result.Diagnostics.TranscriberId.ShouldBe(Path.GetFileName(EmbeddedModel.File));
    }

    [Fact]
    public void UseWhisperCpp_FaultySettings_AreAllNamedBeforeAnythingIsLoaded()
    {
        var collection = new ServiceCollection();
        collection.AddAmbiguousEmotionRecognizer(Configuration(("WhisperCpp:BeamSize", "99"), ("WhisperCpp:Threads", "four"))).UseWhisperCpp().UseLanguageModel(_ => new ScriptedLanguageModel("anger"));
        using var services = collection.BuildServiceProvider();
        Should.Throw<OptionsValidationException>(services.GetRequiredService<IAmbiguousEmotionRecognizer>).Message.ShouldSatisfyAllConditions(
            m => m.ShouldContain("Emotion:Transcriber is missing: name a Whisper model, or give UseWhisperCpp its path."),
            m => m.ShouldContain("Emotion:WhisperCpp is not valid: BeamSize must be 1 to 8 but is 99."),
            m => m.ShouldContain("Emotion:WhisperCpp:Threads must be a whole number but is \"four\"."));
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(v => KeyValuePair.Create($"Emotion:{v.Key}", (string?)v.Value))).Build().GetSection("Emotion");
}
