using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Tests.Shared;
using Emotion.Ambiguity.WhisperCpp;

namespace Emotion.Ambiguity.Trials.Running;

/// <summary>The embedded models with as many threads as a trial says: words, voice and all extractors that ask the model differently.</summary>
internal static class Engines
{
    private static readonly EmbeddedModelFiles Files = EmbeddedModelFiles.Find(RepositoryFiles.Get("models"));

    public static string ModelFile => Files.LanguageModel;

    /// <summary>The same weights in another form: a model that answers otherwise.</summary>
    public static async Task<string> OtherModelFileAsync(string folder)
    {
        var file = Path.Combine(folder, "other.gguf");
        await LlamaCppQuantizer.QuantizeAsync(ModelFile, file, LlamaCppWeightType.Q8);
        return file;
    }

    public static async Task<AmbiguousEmotionRecognizer> LoadAsync(int threads, string modelFile)
    {
        var options = new LlamaCppOptions { Threads = threads };
        var model = await LlamaCppModel.LoadAsync(modelFile, options);
        var whisper = await WhisperCppTranscriber.LoadAsync(Files.Whisper, new WhisperCppOptions { Threads = threads });
        var encoder = await MtmdAudioEncoder.LoadAsync(Files.AudioProjector, modelFile, new MtmdAudioEncoderOptions { Threads = threads });
        return new AmbiguousEmotionRecognizer(model, whisper, encoder, new RecognizerOptions
        {
            Taxonomy = EmotionTaxonomy.CremaD6,
            Extractors = [new LabelLikelihoodExtractor(), new TextDistributionExtractor(), new TokenLogitExtractor()],
            MaxOutputTokens = 12,
            Ownership = EngineOwnership.Recognizer,
        });
    }

    /// <summary>Loads and frees a small form of the language model.</summary>
    public static async Task LoadAndFreeAsync() =>
        await (await LlamaCppModel.LoadAsync(ModelFile, new LlamaCppOptions { Threads = 1, ParallelSequences = 4, CacheTokens = 1024 })).DisposeAsync();
}
