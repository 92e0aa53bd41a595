using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.DependencyInjection.Loading;

/// <summary>A recognizer whose settings were all found good, before its engines are loaded. Immutable.</summary>
internal sealed record RecognizerPlan
{
    public required RecognizerOptions Options { get; init; }

    /// <summary>Makes the whole recognizer; null where it is made of engines.</summary>
    public EngineLoader<IAmbiguousEmotionRecognizer>? LoadRecognizer { get; init; }

    public EngineLoader<ILanguageModel>? LoadLanguageModel { get; init; }

    public EngineOwnership LanguageModelOwnership { get; init; }

    public EngineLoader<ITranscriber>? LoadTranscriber { get; init; }

    public EngineOwnership TranscriberOwnership { get; init; }

    public EngineLoader<IAudioEncoder>? LoadAudioEncoder { get; init; }

    public EngineOwnership AudioEncoderOwnership { get; init; }
}
