using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Emotion.Ambiguity.DependencyInjection.Loading;

/// <summary>What the builder was told. Complete before the container is built, not changed afterwards.</summary>
internal sealed class RecognizerRegistration(object? key)
{
    public object? Key => key;

    /// <summary>Tells its options from those of other recognizers: two keys may have the same text.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");

    public IConfiguration? Configuration { get; set; }

    public List<Func<RecognizerOptions, RecognizerOptions>> Changes { get; } = [];

    public List<ExtractorRegistration> Extractors { get; } = [];

    public EngineRegistration<ILanguageModel>? LanguageModel { get; set; }

    public EngineRegistration<ITranscriber>? Transcriber { get; set; }

    public EngineRegistration<IAudioEncoder>? AudioEncoder { get; set; }

    /// <summary>Stands in for all engines.</summary>
    public EngineRegistration<IAmbiguousEmotionRecognizer>? Recognizer { get; set; }

    public string? CalibrationPath { get; set; }

    public bool LoadsAtStart { get; set; }

    public LazyRecognizer Get(IServiceProvider services) => services.GetRequiredKeyedService<LazyRecognizer>(this);
}
