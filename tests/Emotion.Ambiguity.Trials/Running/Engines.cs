using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Tests.Shared;
using Emotion.Ambiguity.WhisperCpp;

namespace Emotion.Ambiguity.Trials.Running;

/// <summary>The embedded models with as many threads as a trial says.</summary>
internal static class Engines
{
    public static async Task<AmbiguousEmotionRecognizer> LoadAsync(int threads, RecognizerOptions options)
    {
        var files = EmbeddedModelFiles.Find(RepositoryFiles.Get("models"));
        var model = await LlamaCppModel.LoadAsync(files.LanguageModel, new LlamaCppOptions { Threads = threads });
        var whisper = await WhisperCppTranscriber.LoadAsync(files.Whisper, new WhisperCppOptions { Threads = threads });
        return new AmbiguousEmotionRecognizer(model, whisper, options with { Ownership = EngineOwnership.Recognizer });
    }
}
