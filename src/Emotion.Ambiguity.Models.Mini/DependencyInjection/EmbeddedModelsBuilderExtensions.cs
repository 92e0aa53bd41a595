using Emotion.Ambiguity.DependencyInjection;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.WhisperCpp;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Gives a recognizer in a container the embedded models.</summary>
public static class EmbeddedModelsBuilderExtensions
{
    /// <summary>
    /// Uses the embedded language model and Whisper tiny.en. They are small: the model card says what they can and cannot do. The configuration keys of
    /// UseLlamaCpp and UseWhisperCpp count, also LanguageModel and Transcriber, which put other files in their place.
    /// </summary>
    /// <param name="builder">The recognizer.</param>
    /// <param name="languageModel">How to compute the language model, or null for the defaults.</param>
    /// <param name="transcriber">How to transcribe, or null for the defaults.</param>
    /// <returns>The builder.</returns>
    public static AmbiguousEmotionRecognizerBuilder UseEmbeddedModels(
        this AmbiguousEmotionRecognizerBuilder builder, LlamaCppOptions? languageModel = null, WhisperCppOptions? transcriber = null) =>
        builder.UseLlamaCpp(_ => EmbeddedModelFiles.Find().LanguageModel, languageModel).UseWhisperCpp(_ => EmbeddedModelFiles.Find().Whisper, transcriber);
}
