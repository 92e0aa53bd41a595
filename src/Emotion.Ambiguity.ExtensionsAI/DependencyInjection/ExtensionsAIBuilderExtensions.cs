using Emotion.Ambiguity.DependencyInjection;
using Emotion.Ambiguity.ExtensionsAI;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Microsoft.Extensions.AI;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Gives a recognizer in a container the clients of Microsoft.Extensions.AI.</summary>
public static class ExtensionsAIBuilderExtensions
{
    /// <summary>Uses the container's own <see cref="IChatClient"/>, as AddChatClient registers it.</summary>
    /// <param name="builder">The recognizer.</param>
    /// <param name="options">How to ask it, or null for the defaults.</param>
    /// <returns>The builder.</returns>
    public static AmbiguousEmotionRecognizerBuilder UseChatClient(this AmbiguousEmotionRecognizerBuilder builder, ChatClientModelOptions? options = null) =>
        builder.UseChatClient(services => services.GetRequiredService<IChatClient>(), options);

    /// <summary>Uses a chat client that somebody else disposes.</summary>
    /// <param name="builder">The recognizer.</param>
    /// <param name="client">The client.</param>
    /// <param name="options">How to ask it, or null for the defaults.</param>
    /// <returns>The builder.</returns>
    public static AmbiguousEmotionRecognizerBuilder UseChatClient(this AmbiguousEmotionRecognizerBuilder builder, IChatClient client, ChatClientModelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        return builder.UseChatClient(_ => client, options);
    }

    /// <summary>
    /// Uses a chat client. What it cannot do is known before it is asked: an extractor that needs more than text is a fault when the program starts.
    /// </summary>
    /// <param name="builder">The recognizer.</param>
    /// <param name="client">Finds the client; called once. Whoever made it disposes it.</param>
    /// <param name="options">How to ask it, or null for the defaults.</param>
    /// <returns>The builder.</returns>
    public static AmbiguousEmotionRecognizerBuilder UseChatClient(
        this AmbiguousEmotionRecognizerBuilder builder, Func<IServiceProvider, IChatClient> client, ChatClientModelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(client);
        return builder.UseLanguageModelSetup(setup => SetUp(setup, client, options ?? new ChatClientModelOptions()), EngineOwnership.Recognizer);
    }

    /// <summary>Uses the container's own <see cref="ISpeechToTextClient"/> for the words.</summary>
    /// <param name="builder">The recognizer.</param>
    /// <param name="options">How to ask it, or null for the defaults.</param>
    /// <returns>The builder.</returns>
    public static AmbiguousEmotionRecognizerBuilder UseSpeechToTextClient(this AmbiguousEmotionRecognizerBuilder builder, SpeechToTextTranscriberOptions? options = null) =>
        builder.UseSpeechToTextClient(services => services.GetRequiredService<ISpeechToTextClient>(), options);

    /// <summary>Uses a speech-to-text client for the words.</summary>
    /// <param name="builder">The recognizer.</param>
    /// <param name="client">Finds the client; called once. Whoever made it disposes it.</param>
    /// <param name="options">How to ask it, or null for the defaults.</param>
    /// <returns>The builder.</returns>
    public static AmbiguousEmotionRecognizerBuilder UseSpeechToTextClient(
        this AmbiguousEmotionRecognizerBuilder builder, Func<IServiceProvider, ISpeechToTextClient> client, SpeechToTextTranscriberOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(client);
        return builder.UseTranscriber((services, _) => Task.FromResult<ITranscriber>(client(services).AsTranscriber(options)), EngineOwnership.Recognizer);
    }

    private static EngineLoader<ILanguageModel>? SetUp(EngineSetup setup, Func<IServiceProvider, IChatClient> find, ChatClientModelOptions options)
    {
        var faults = options.Faults();
        foreach (var fault in faults) setup.Settings.AddFault("ChatClient", $"is not valid: {fault}");
        if (faults.Count > 0) return null;
        try
        {
            var client = find(setup.Services);
            setup.Announce(ChatClientLanguageModel.Describe(client, options));
            return _ => Task.FromResult<ILanguageModel>(client.AsLanguageModel(options));
        }
        catch (InvalidOperationException fault)
        {
            setup.Settings.AddFault("ChatClient", $"cannot be had from the container: {fault.Message}");
            return null;
        }
    }
}
