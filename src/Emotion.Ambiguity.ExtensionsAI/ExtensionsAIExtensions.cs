using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Speech;
using Microsoft.Extensions.AI;

namespace Emotion.Ambiguity.ExtensionsAI;

/// <summary>Turns the contracts of Microsoft.Extensions.AI into those of this library and back. What is wrapped stays the caller's to dispose.</summary>
public static class ExtensionsAIExtensions
{
    /// <summary>A chat client as a language model.</summary>
    /// <param name="client">The client.</param>
    /// <param name="options">How to ask it, or null for the defaults.</param>
    /// <returns>The language model.</returns>
    public static ChatClientLanguageModel AsLanguageModel(this IChatClient client, ChatClientModelOptions? options = null) => new(client, options);

    /// <summary>A speech-to-text client as a transcriber.</summary>
    /// <param name="client">The client.</param>
    /// <param name="options">How to ask it, or null for the defaults.</param>
    /// <returns>The transcriber.</returns>
    public static SpeechToTextTranscriber AsTranscriber(this ISpeechToTextClient client, SpeechToTextTranscriberOptions? options = null) => new(client, options);

    /// <summary>A language model as a chat client.</summary>
    /// <param name="model">The language model.</param>
    /// <param name="options">How to answer, or null for the defaults.</param>
    /// <returns>The chat client.</returns>
    public static LanguageModelChatClient AsChatClient(this ILanguageModel model, LanguageModelChatOptions? options = null) => new(model, options);

    /// <summary>A transcriber as a speech-to-text client.</summary>
    /// <param name="transcriber">The transcriber.</param>
    /// <param name="unsupportedOptions">What happens to options that it cannot heed. The default is to reject them.</param>
    /// <returns>The client.</returns>
    public static TranscriberSpeechToTextClient AsSpeechToTextClient(
        this ITranscriber transcriber, UnsupportedOptionHandling unsupportedOptions = UnsupportedOptionHandling.Reject) => new(transcriber, unsupportedOptions);

    /// <summary>An embedding generator as a text embedder, to find examples that are alike (<see cref="ExampleIndex"/>).</summary>
    /// <param name="generator">The generator; the caller keeps it.</param>
    /// <returns>The embedder.</returns>
    public static ITextEmbedder AsTextEmbedder(this IEmbeddingGenerator<string, Embedding<float>> generator) => new EmbeddingGeneratorTextEmbedder(generator);
}
