using System.Diagnostics.CodeAnalysis;
using Emotion.Ambiguity.DependencyInjection.Loading;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Emotion.Ambiguity.DependencyInjection;

/// <summary>Says what a recognizer in a container is made of. Nothing is loaded before the first utterance.</summary>
/// <remarks>
/// One caller at a time, while services are registered. Engine packages add their own methods (UseLlamaCpp, UseWhisperCpp, UseEmbeddedModels,
/// UseChatClient); of several that set the same engine the last counts.
/// </remarks>
public sealed class AmbiguousEmotionRecognizerBuilder
{
    private readonly RecognizerRegistration _registration;

    internal AmbiguousEmotionRecognizerBuilder(IServiceCollection services, RecognizerRegistration registration) => (Services, _registration) = (services, registration);

    /// <summary>The services that the recognizer is registered with.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The key that the recognizer is asked for with, or null where it has none.</summary>
    public object? Key => _registration.Key;

    /// <summary>Changes the options. Called after the configuration was read and extractors were added, in the order of the calls, so it has the last word.</summary>
    /// <param name="change">Takes the options so far, returns those that count: <c>o => o with { Taxonomy = EmotionTaxonomy.CremaD6 }</c>.</param>
    /// <returns>This builder.</returns>
    public AmbiguousEmotionRecognizerBuilder Configure(Func<RecognizerOptions, RecognizerOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _registration.Changes.Add(change);
        return this;
    }

    /// <summary>Uses a language model that somebody else loaded and disposes.</summary>
    /// <param name="model">The language model.</param>
    /// <returns>This builder.</returns>
    public AmbiguousEmotionRecognizerBuilder UseLanguageModel(ILanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return UseLanguageModel((_, _) => Task.FromResult(model), EngineOwnership.Caller);
    }

    /// <summary>Uses a language model that a function makes, when the first utterance comes. The recognizer disposes it.</summary>
    /// <param name="factory">Makes the model; called on a thread of the pool, so it may take its time.</param>
    /// <returns>This builder.</returns>
    public AmbiguousEmotionRecognizerBuilder UseLanguageModel(Func<IServiceProvider, ILanguageModel> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return UseLanguageModel((services, _) => Task.FromResult(factory(services)), EngineOwnership.Recognizer);
    }

    /// <summary>Uses a language model that a function loads, when the first utterance comes.</summary>
    /// <param name="factory">Loads the model; called on a thread of the pool.</param>
    /// <param name="ownership">Who disposes the model: the recognizer, or the caller, as where the model is a service of the container itself.</param>
    /// <returns>This builder.</returns>
    public AmbiguousEmotionRecognizerBuilder UseLanguageModel(
        Func<IServiceProvider, CancellationToken, Task<ILanguageModel>> factory, EngineOwnership ownership = EngineOwnership.Recognizer)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return UseLanguageModelSetup(setup => cancellationToken => factory(setup.Services, cancellationToken), ownership);
    }

    /// <summary>Uses a language model whose settings are checked when the program starts. For packages that bring an engine.</summary>
    /// <param name="setUp">
    /// Reads and checks settings, quickly, and returns what loads the model; null where it added a fault. Called once, before the first utterance.
    /// </param>
    /// <param name="ownership">Who disposes the model. The default is the recognizer.</param>
    /// <returns>This builder.</returns>
    public AmbiguousEmotionRecognizerBuilder UseLanguageModelSetup(
        Func<EngineSetup, EngineLoader<ILanguageModel>?> setUp, EngineOwnership ownership = EngineOwnership.Recognizer)
    {
        ArgumentNullException.ThrowIfNull(setUp);
        _registration.LanguageModel = new EngineRegistration<ILanguageModel>(setUp, ownership);
        return this;
    }

    /// <summary>Uses a transcriber that somebody else loaded and disposes.</summary>
    /// <param name="transcriber">The transcriber.</param>
    /// <returns>This builder.</returns>
    public AmbiguousEmotionRecognizerBuilder UseTranscriber(ITranscriber transcriber)
    {
        ArgumentNullException.ThrowIfNull(transcriber);
        return UseTranscriber((_, _) => Task.FromResult(transcriber), EngineOwnership.Caller);
    }

    /// <summary>Uses a transcriber that a function makes, when the first utterance comes. The recognizer disposes it.</summary>
    /// <param name="factory">Makes the transcriber; called on a thread of the pool, so it may take its time.</param>
    /// <returns>This builder.</returns>
    public AmbiguousEmotionRecognizerBuilder UseTranscriber(Func<IServiceProvider, ITranscriber> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return UseTranscriber((services, _) => Task.FromResult(factory(services)), EngineOwnership.Recognizer);
    }

    /// <summary>Uses a transcriber that a function loads, when the first utterance comes.</summary>
    /// <param name="factory">Loads the transcriber; called on a thread of the pool.</param>
    /// <param name="ownership">Who disposes the transcriber: the recognizer, or the caller, as where it is a service of the container itself.</param>
    /// <returns>This builder.</returns>
    public AmbiguousEmotionRecognizerBuilder UseTranscriber(
        Func<IServiceProvider, CancellationToken, Task<ITranscriber>> factory, EngineOwnership ownership = EngineOwnership.Recognizer)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return UseTranscriberSetup(setup => cancellationToken => factory(setup.Services, cancellationToken), ownership);
    }

    /// <summary>Uses a transcriber whose settings are checked when the program starts. For packages that bring an engine.</summary>
    /// <param name="setUp">
    /// Reads and checks settings, quickly, and returns what loads the transcriber; null where it added a fault. Called once, before the first utterance.
    /// </param>
    /// <param name="ownership">Who disposes the transcriber. The default is the recognizer.</param>
    /// <returns>This builder.</returns>
    public AmbiguousEmotionRecognizerBuilder UseTranscriberSetup(
        Func<EngineSetup, EngineLoader<ITranscriber>?> setUp, EngineOwnership ownership = EngineOwnership.Recognizer)
    {
        ArgumentNullException.ThrowIfNull(setUp);
        _registration.Transcriber = new EngineRegistration<ITranscriber>(setUp, ownership);
        return this;
    }

    /// <summary>Uses an audio encoder that somebody else loaded and disposes: the language model then hears the voice.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <returns>This builder.</returns>
    public AmbiguousEmotionRecognizerBuilder UseAudioEncoder(IAudioEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        return UseAudioEncoder((_, _) => Task.FromResult(encoder), EngineOwnership.Caller);
    }

    /// <summary>Uses an audio encoder that a function loads, when the first utterance comes.</summary>
    /// <param name="factory">Loads the encoder; called on a thread of the pool.</param>
    /// <param name="ownership">Who disposes the encoder: the recognizer, or the caller, as where it is a service of the container itself.</param>
    /// <returns>This builder.</returns>
    public AmbiguousEmotionRecognizerBuilder UseAudioEncoder(
        Func<IServiceProvider, CancellationToken, Task<IAudioEncoder>> factory, EngineOwnership ownership = EngineOwnership.Recognizer)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return UseAudioEncoderSetup(setup => cancellationToken => factory(setup.Services, cancellationToken), ownership);
    }

    /// <summary>Uses an audio encoder whose settings are checked when the program starts. For packages that bring an engine.</summary>
    /// <param name="setUp">
    /// Reads and checks settings, quickly, and returns what loads the encoder; null where it added a fault, or where these settings leave the model to read
    /// only. Called once, before the first utterance.
    /// </param>
    /// <param name="ownership">Who disposes the encoder. The default is the recognizer.</param>
    /// <returns>This builder.</returns>
    public AmbiguousEmotionRecognizerBuilder UseAudioEncoderSetup(
        Func<EngineSetup, EngineLoader<IAudioEncoder>?> setUp, EngineOwnership ownership = EngineOwnership.Recognizer)
    {
        ArgumentNullException.ThrowIfNull(setUp);
        _registration.AudioEncoder = new EngineRegistration<IAudioEncoder>(setUp, ownership);
        return this;
    }

    /// <summary>
    /// Uses a whole recognizer in the place of engines, such as one in another process. For packages that bring one. Of the options Taxonomy alone counts then, and must be the
    /// recognizer's; whatever else is set here or in the configuration is a fault, since the recognizer was made with options of its own.
    /// </summary>
    /// <param name="setUp">
    /// Reads and checks settings, quickly, and returns what makes the recognizer; null where it added a fault. Called once, before the first utterance.
    /// </param>
    /// <returns>This builder.</returns>
    public AmbiguousEmotionRecognizerBuilder UseRecognizerSetup(Func<EngineSetup, EngineLoader<IAmbiguousEmotionRecognizer>?> setUp)
    {
        ArgumentNullException.ThrowIfNull(setUp);
        _registration.Recognizer = new EngineRegistration<IAmbiguousEmotionRecognizer>(setUp, EngineOwnership.Recognizer);
        return this;
    }

    /// <summary>Adds an extractor that the container creates.</summary>
    /// <remarks>
    /// Where the configuration lists Extractors, an added one runs if it is listed; else all added ones run, in the order they were added, instead of
    /// the default.
    /// </remarks>
    /// <typeparam name="T">The extractor; its constructor may ask for services.</typeparam>
    /// <param name="name">Its name in the configuration and in results, whatever <see cref="IDistributionExtractor.Name"/> says.</param>
    /// <returns>This builder.</returns>
    public AmbiguousEmotionRecognizerBuilder AddExtractor<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(string name)
        where T : class, IDistributionExtractor
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _registration.Extractors.Add(new ExtractorRegistration(name, services => RenamedExtractor.Rename(ActivatorUtilities.CreateInstance<T>(services), name)));
        return this;
    }

    /// <summary>Adds an extractor. <see cref="AddExtractor{T}(string)"/> says when it runs.</summary>
    /// <param name="extractor">The extractor, known by its own name.</param>
    /// <returns>This builder.</returns>
    public AmbiguousEmotionRecognizerBuilder AddExtractor(IDistributionExtractor extractor)
    {
        ArgumentNullException.ThrowIfNull(extractor);
        _registration.Extractors.Add(new ExtractorRegistration(extractor.Name, _ => extractor));
        return this;
    }

    /// <summary>Calibrates what the extractors read with a saved profile. The key Calibration of the configuration wins over it.</summary>
    /// <param name="path">The file, read and checked when the program starts; a relative path is taken from the current folder.</param>
    /// <returns>This builder.</returns>
    public AmbiguousEmotionRecognizerBuilder WithCalibration(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _registration.CalibrationPath = path;
        return this;
    }

    /// <summary>
    /// Starts to load the models when the host starts, in the background: the first utterance waits less, and the health check says when they are there.
    /// A failure is logged, and the next utterance tries again. Needs a host (Microsoft.Extensions.Hosting).
    /// </summary>
    /// <returns>This builder.</returns>
    public AmbiguousEmotionRecognizerBuilder LoadAtStart()
    {
        if (_registration.LoadsAtStart) return this;
        _registration.LoadsAtStart = true;
        Services.AddSingleton<IHostedService>(services => new LoadAtStartService(_registration.Get(services)));
        return this;
    }

    /// <summary>
    /// Adds a health check: healthy once the models are loaded, or while nobody has asked for them yet; not healthy while they load, after they failed
    /// to, and after they were disposed. Made for readiness, not for liveness: a program that loads a large model is alive.
    /// </summary>
    /// <param name="name">The check's name, unlike those of other checks.</param>
    /// <param name="failureStatus">What counts when it is not healthy; null for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags to choose checks by, or null for none.</param>
    /// <returns>This builder.</returns>
    public AmbiguousEmotionRecognizerBuilder AddHealthCheck(string name = "emotion-recognizer", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Services.AddHealthChecks().Add(new HealthCheckRegistration(name, services => new LoadedHealthCheck(_registration.Get(services)), failureStatus, tags));
        return this;
    }
}
