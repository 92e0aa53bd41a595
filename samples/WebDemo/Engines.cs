using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.WhisperCpp;

namespace WebDemo;

/// <summary>The embedded models, loaded once, and four ways to ask them. Thread-safe.</summary>
internal sealed class Engines : IAsyncDisposable
{
    private readonly LlamaCppModel _model;
    private readonly WhisperCppTranscriber _transcriber;
    private readonly MtmdAudioEncoder _encoder;

    private Engines(LlamaCppModel model, WhisperCppTranscriber transcriber, MtmdAudioEncoder encoder)
    {
        (_model, _transcriber, _encoder) = (model, transcriber, encoder);
        Recognizers = new Dictionary<string, IAmbiguousEmotionRecognizer>(StringComparer.Ordinal)
        {
            ["both-single"] = Recognizer(InputMode.Both, EmotionPrompt.Single),
            ["both-ambiguous"] = Recognizer(InputMode.Both, EmotionPrompt.Ambiguous),
            ["transcript-single"] = Recognizer(InputMode.Transcript, EmotionPrompt.Single),
            ["transcript-ambiguous"] = Recognizer(InputMode.Transcript, EmotionPrompt.Ambiguous),
        };
    }

    /// <summary>The emotions: those that the sample clips have votes for.</summary>
    public static EmotionTaxonomy Taxonomy => EmotionTaxonomy.CremaD6;

    /// <summary>Reads the token logits, and remembers them step by step.</summary>
    public StepTracer Steps { get; } = new();

    /// <summary>What the model gets and what it is asked, to a recognizer. They share the engines: all extractors of one share one computation.</summary>
    public IReadOnlyDictionary<string, IAmbiguousEmotionRecognizer> Recognizers { get; }

    /// <param name="threads">Threads of each engine; null for their defaults.</param>
    public static async Task<Engines> LoadAsync(int? threads = null)
    {
        var files = EmbeddedModelFiles.Find();
        var model = await LlamaCppModel.LoadAsync(files.LanguageModel, new LlamaCppOptions { Threads = threads });
        var whisper = threads is { } count ? new WhisperCppOptions { Threads = count } : new WhisperCppOptions();
        var transcriber = await WhisperCppTranscriber.LoadAsync(files.Whisper, whisper);
        var encoder = await MtmdAudioEncoder.LoadAsync(files.AudioProjector, files.LanguageModel, new MtmdAudioEncoderOptions { Threads = threads });
        return new Engines(model, transcriber, encoder);
    }

    public async ValueTask DisposeAsync()
    {
        await _transcriber.DisposeAsync();
        await _encoder.DisposeAsync();
        await _model.DisposeAsync();
    }

    private AmbiguousEmotionRecognizer Recognizer(InputMode input, EmotionPrompt prompt) => new(_model, _transcriber, _encoder, new RecognizerOptions
    {
        Taxonomy = Taxonomy,
        Input = input,
        Prompt = prompt,
        Extractors = [new LabelLikelihoodExtractor(), Steps, new TextDistributionExtractor()],
    });
}
