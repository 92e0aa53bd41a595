using Emotion.Ambiguity.AspNetCore;
using Emotion.Ambiguity.AspNetCore.Requests;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what the endpoints of emotion recognition need.</summary>
public static class EmotionRecognitionServiceCollectionExtensions
{
    /// <summary>Registers the limits of the endpoints; the recognizer itself is registered apart, for example with AddAmbiguousEmotionRecognizer.</summary>
    /// <param name="services">The container.</param>
    /// <param name="options">What the endpoints accept, or null for the defaults. All endpoints of the program share the limits.</param>
    /// <returns>The container.</returns>
    /// <exception cref="ArgumentException">An option is not valid; the message names all such options.</exception>
    public static IServiceCollection AddEmotionRecognitionEndpoints(this IServiceCollection services, EmotionRecognitionEndpointOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        options ??= new EmotionRecognitionEndpointOptions();
        options.Validate();
        services.Replace(ServiceDescriptor.Singleton(options));
        services.TryAddSingleton<RequestGate>();
        return services;
    }
}
