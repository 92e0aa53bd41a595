using Emotion.Ambiguity.Computing;
using Emotion.Ambiguity.DependencyInjection;
using Emotion.Ambiguity.DependencyInjection.Loading;
using Emotion.Ambiguity.Recognition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds recognizers to a container.</summary>
/// <remarks>
/// The container gives an <see cref="IAmbiguousEmotionRecognizer"/>, a singleton that loads its models in the background with the first utterance: a call
/// may also end with what loading throws. A host checks all settings when it starts, other programs when they first ask for the recognizer; either way one
/// <see cref="OptionsValidationException"/> names all faults. Disposing the container disposes the recognizer, then the transcriber, then the model.
/// </remarks>
public static class AmbiguousEmotionRecognizerServiceCollectionExtensions
{
    /// <summary>Adds a recognizer. Calling it again goes on with the same one.</summary>
    /// <param name="services">The services.</param>
    /// <returns>Says what the recognizer is made of; it needs a language model at least.</returns>
    public static AmbiguousEmotionRecognizerBuilder AddAmbiguousEmotionRecognizer(this IServiceCollection services) => Add(services, null, null);

    /// <summary>Adds a recognizer with settings from a configuration. Calling it again goes on with the same one.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">A section of its own; docs/integrations.md has the keys. Read once, a later change of it has no effect.</param>
    /// <returns>Says what the recognizer is made of; it needs a language model at least.</returns>
    public static AmbiguousEmotionRecognizerBuilder AddAmbiguousEmotionRecognizer(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Add(services, null, configuration);
    }

    /// <summary>Adds a recognizer under a key, for programs with several. Calling it again with the same key goes on with the same one.</summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key that it is asked for with.</param>
    /// <returns>Says what the recognizer is made of; it needs a language model at least.</returns>
    public static AmbiguousEmotionRecognizerBuilder AddKeyedAmbiguousEmotionRecognizer(this IServiceCollection services, object key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Add(services, key, null);
    }

    /// <summary>Adds a recognizer under a key, with settings from a configuration. Calling it again with the same key goes on with the same one.</summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key that it is asked for with.</param>
    /// <param name="configuration">A section of its own; docs/integrations.md has the keys. Read once, a later change of it has no effect.</param>
    /// <returns>Says what the recognizer is made of; it needs a language model at least.</returns>
    public static AmbiguousEmotionRecognizerBuilder AddKeyedAmbiguousEmotionRecognizer(this IServiceCollection services, object key, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(configuration);
        return Add(services, key, configuration);
    }

    private static AmbiguousEmotionRecognizerBuilder Add(IServiceCollection services, object? key, IConfiguration? configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        var registration = services.Where(d => !d.IsKeyedService).Select(d => d.ImplementationInstance).OfType<RecognizerRegistration>().FirstOrDefault(r => Equals(r.Key, key));
        if (registration is null) Register(services, registration = new RecognizerRegistration(key));
        registration.Configuration = configuration ?? registration.Configuration;
        return new AmbiguousEmotionRecognizerBuilder(services, registration);
    }

    private static void Register(IServiceCollection services, RecognizerRegistration registration)
    {
        services.AddSingleton(registration);

        // One for all recognizers of the container: their engines compute on the same cores.
        services.TryAddSingleton(new ProcessorBudget(Environment.ProcessorCount));
        services.AddKeyedSingleton(registration, (provider, _) => LazyRecognizer.Create(provider, registration));
        if (registration.Key is null) services.AddSingleton<IAmbiguousEmotionRecognizer>(registration.Get);
        else services.AddKeyedSingleton<IAmbiguousEmotionRecognizer>(registration.Key, (provider, _) => registration.Get(provider));
        services.AddOptions<StartCheck>(registration.Id).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StartCheck>>(provider => new StartCheck.Validator(provider, registration));
    }
}
