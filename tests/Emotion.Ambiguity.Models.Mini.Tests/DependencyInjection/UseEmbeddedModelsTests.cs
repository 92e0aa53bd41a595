using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Tests.Shared;
using Emotion.Ambiguity.WhisperCpp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Emotion.Ambiguity.Models.Mini.Tests.DependencyInjection;

public sealed class UseEmbeddedModelsTests
{
    [Fact]
    public async Task UseEmbeddedModels_SampleClip_IsTranscribedAndRecognised()
    {
        var collection = new ServiceCollection();
        collection.AddAmbiguousEmotionRecognizer().UseEmbeddedModels(new LlamaCppOptions { Threads = 1 }, new WhisperCppOptions { Threads = 1 }, new MtmdAudioEncoderOptions { Threads = 1 });
        await using var services = collection.BuildServiceProvider();
        var result = await services.GetRequiredService<IAmbiguousEmotionRecognizer>().RecognizeFileAsync(SampleClips.File("1036_ITH_NEU_XX"));
        result.Text.ShouldBe("I think I have a doctor's appointment.");
        result.IsValid.ShouldBeTrue();
        result.Diagnostics.LanguageModelId.ShouldBe("emotion-ambiguity-mini-q5_1.gguf");
        result.Diagnostics.AudioEncoderId.ShouldBe("emotion-ambiguity-mini-mmproj-q8_0.gguf");
        result.Diagnostics.Input.ShouldBe(InputMode.Both);
    }

    [Fact]
    public async Task UseEmbeddedModels_InputTranscript_NoProjectorIsLoaded()
    {
        var collection = new ServiceCollection();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Input", "Transcript"), new("AudioProjector", "no such.gguf")]).Build();
        collection.AddAmbiguousEmotionRecognizer(configuration).UseEmbeddedModels(new LlamaCppOptions { Threads = 1 });
        await using var services = collection.BuildServiceProvider();
        (await services.GetRequiredService<IAmbiguousEmotionRecognizer>().RecognizeTextAsync("Hello.")).IsValid.ShouldBeTrue();
    }

    [Fact]
    public void UseEmbeddedModels_MissingProjectorConfigured_IsAFault()
    {
        var collection = new ServiceCollection();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("AudioProjector", "no such.gguf")]).Build();
        collection.AddAmbiguousEmotionRecognizer(configuration).UseEmbeddedModels();
        using var services = collection.BuildServiceProvider();
        Should.Throw<OptionsValidationException>(services.GetRequiredService<IAmbiguousEmotionRecognizer>).Message.ShouldBe(
            $"AudioProjector names the file \"{Path.GetFullPath("no such.gguf")}\", which is not there.");
    }

    [Fact]
    public void UseEmbeddedModels_AnotherModelConfigured_WinsAndIsChecked()
    {
        var collection = new ServiceCollection();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("LanguageModel", "no such.gguf")]).Build();
        collection.AddAmbiguousEmotionRecognizer(configuration).UseEmbeddedModels();
        using var services = collection.BuildServiceProvider();
        Should.Throw<OptionsValidationException>(services.GetRequiredService<IAmbiguousEmotionRecognizer>).Message.ShouldBe(
            $"LanguageModel names the file \"{Path.GetFullPath("no such.gguf")}\", which is not there.");
    }
}
