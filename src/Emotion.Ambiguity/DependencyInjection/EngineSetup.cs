using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.DependencyInjection;

/// <summary>What an engine is set up from, before it is loaded: services, and settings to check. One caller at a time.</summary>
public sealed class EngineSetup
{
    internal EngineSetup(IServiceProvider services, RecognizerSettings settings) => (Services, Settings) = (services, settings);

    /// <summary>The container, at the root.</summary>
    public IServiceProvider Services { get; }

    /// <summary>The recognizer's settings. Every fault that is added here is reported when the program starts, together with all others.</summary>
    public RecognizerSettings Settings { get; }

    internal LanguageModelInfo? Announced { get; private set; }

    /// <summary>
    /// Says what a language model will be able to do, where that is known before it is loaded: extractors that need more are then faults when the
    /// program starts, not with the first utterance. Of no effect for a transcriber.
    /// </summary>
    /// <param name="info">What the model will say about itself.</param>
    public void Announce(LanguageModelInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        Announced = info;
    }
}
