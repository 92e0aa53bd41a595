using Emotion.Ambiguity.DependencyInjection;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.WhisperCpp;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Gives a recognizer in a container the embedded models.</summary>
public static class EmbeddedModelsBuilderExtensions
{
    /// <summary>
    /// Uses the embedded language model, its audio projector and Whisper tiny.en. They are small: the model card says what they can and cannot do. The configuration
    /// keys of UseLlamaCpp, UseAudioProjector and UseWhisperCpp count, also LanguageModel, AudioProjector and Transcriber, which put other files in their place;
    /// another language model without a projector of its own reads only.
    /// </summary>
    /// <param name="builder">The recognizer.</param>
    /// <param name="languageModel">How to compute the language model, or null for the defaults.</param>
    /// <param name="transcriber">How to transcribe, or null for the defaults.</param>
    /// <param name="audioEncoder">How to compute the audio projector, or null for the defaults.</param>
    /// <returns>The builder.</returns>
    public static AmbiguousEmotionRecognizerBuilder UseEmbeddedModels(
        this AmbiguousEmotionRecognizerBuilder builder, LlamaCppOptions? languageModel = null, WhisperCppOptions? transcriber = null, MtmdAudioEncoderOptions? audioEncoder = null) =>
        builder
            .UseLlamaCpp(_ => EmbeddedModelFiles.Find().LanguageModel, languageModel)
            .UseAudioProjector(_ => EmbeddedModelFiles.Find().AudioProjector, _ => EmbeddedModelFiles.Find().LanguageModel, audioEncoder)
            .UseWhisperCpp(_ => EmbeddedModelFiles.Find().Whisper, transcriber);
}
