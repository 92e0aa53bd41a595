using Emotion.Ambiguity.ExtensionsAI.Tests.Support;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Emotion.Ambiguity.ExtensionsAI.Tests.DependencyInjection;

public sealed class UseChatClientTests
{
    private static IConfiguration TextLevel => new ConfigurationBuilder()
        .AddInMemoryCollection([new("Taxonomy", "Paper4"), new("Prompt", "ambiguous"), new("Extractors", "text")]).Build();

    [Fact]
    public async Task UseChatClient_ClientsOfTheContainer_RecogniseSound()
    {
        var client = new ScriptedChatClient("anger: 75%, sadness: 25%");
        var collection = new ServiceCollection();
        collection.AddSingleton<IChatClient>(_ => client);
        collection.AddSingleton<ISpeechToTextClient>(_ => new ScriptedTranscriber("get out").AsSpeechToTextClient());
        collection.AddAmbiguousEmotionRecognizer(TextLevel).UseChatClient().UseSpeechToTextClient();
        await using (var services = collection.BuildServiceProvider())
        {
            var result = await services.GetRequiredService<IAmbiguousEmotionRecognizer>().RecognizeAsync(Audio.FromSamples(new float[16_000], 16_000));
            result.Text.ShouldBe("get out");
            result.Distribution!["anger"].ShouldBe(0.75, 1e-12);
            client.IsDisposed.ShouldBeFalse();
        }

        client.IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public void UseChatClient_ExtractorThatNeedsLogits_IsAFaultBeforeTheServiceIsAsked()
    {
        using var client = new ScriptedChatClient("x");
        var collection = new ServiceCollection();
        collection.AddAmbiguousEmotionRecognizer().UseChatClient(client);
        using var services = collection.BuildServiceProvider();
        Should.Throw<OptionsValidationException>(services.GetRequiredService<IAmbiguousEmotionRecognizer>).Message.ShouldContain(
            "The extractor \"likelihood\" needs ContinuationScores and a tokenizer, but scripted-provider (scripted-model) offers None. Use the text extractor");
        client.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void UseChatClient_NoClientOrFaultyOptions_SaysSo()
    {
        var collection = new ServiceCollection();
        collection.AddAmbiguousEmotionRecognizer(TextLevel).UseChatClient();
        using var services = collection.BuildServiceProvider();
        Should.Throw<OptionsValidationException>(services.GetRequiredService<IAmbiguousEmotionRecognizer>).Message.ShouldContain("IChatClient");
        collection.AddAmbiguousEmotionRecognizer().UseChatClient(new ChatClientModelOptions { TopLogProbabilities = 3 });
        using var faulty = collection.BuildServiceProvider();
        Should.Throw<OptionsValidationException>(faulty.GetRequiredService<IAmbiguousEmotionRecognizer>).Message.ShouldContain("ChatClient is not valid: TopLogProbabilities needs the model's Tokenizer");
    }

    [Fact]
    public async Task UseChatClient_TranscriberFailsToLoadOnce_TheNextUtteranceWorks()
    {
        var attempts = 0;
        using var client = new ScriptedChatClient("anger: 100%");
        var collection = new ServiceCollection();
        collection.AddAmbiguousEmotionRecognizer(TextLevel).UseChatClient(client)
            .UseTranscriber(_ => ++attempts == 1 ? throw new ModelLoadException("w.bin", "it is cut short.", "Copy it again.") : new ScriptedTranscriber("x"));
        await using var services = collection.BuildServiceProvider();
        var recognizer = services.GetRequiredService<IAmbiguousEmotionRecognizer>();
        await Should.ThrowAsync<ModelLoadException>(() => recognizer.RecognizeTextAsync("u"));
        (await recognizer.RecognizeTextAsync("u")).Distribution!["anger"].ShouldBe(1);
    }
}
