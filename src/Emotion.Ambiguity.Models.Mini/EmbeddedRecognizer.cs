using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Models.Mini;

/// <summary>Makes a recognizer of the embedded models in one line. They are small: the model card says what they can and cannot do.</summary>
/// <remarks>Thread-safe.</remarks>
public static class EmbeddedRecognizer
{
    /// <summary>Loads the embedded models and makes a recognizer that owns them. It hears the voice beside the words, unless <see cref="RecognizerOptions.Input"/> is the transcript.</summary>
    /// <param name="options">How to recognise, or null for the defaults. <see cref="RecognizerOptions.Ownership"/> is always the recognizer.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    /// <returns>The recognizer; dispose it to free the models.</returns>
    /// <exception cref="ModelLoadException">The files are not there, or cannot be loaded.</exception>
    /// <exception cref="NativeLibraryException">llama.cpp or whisper.cpp is missing or does not fit.</exception>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<AmbiguousEmotionRecognizer> CreateAsync(RecognizerOptions? options = null, CancellationToken cancellationToken = default)
    {
        var files = EmbeddedModelFiles.Find();
        options ??= new RecognizerOptions();
        return await EngineSet.LoadRecognizerAsync(files.For(options.Input), new EngineOptions(), options, cancellationToken).ConfigureAwait(false);
    }
}
