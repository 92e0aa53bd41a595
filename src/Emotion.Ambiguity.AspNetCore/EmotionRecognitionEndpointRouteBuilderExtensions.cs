using Emotion.Ambiguity.AspNetCore;
using Emotion.Ambiguity.AspNetCore.Description;
using Emotion.Ambiguity.AspNetCore.Live;
using Emotion.Ambiguity.AspNetCore.Requests;
using Emotion.Ambiguity.Recognition;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoints of emotion recognition.</summary>
public static class EmotionRecognitionEndpointRouteBuilderExtensions
{
    // A peer that is gone without a word frees its stream within half a minute.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    /// <summary>Maps recognition with the program's recognizer.</summary>
    /// <param name="endpoints">The program.</param>
    /// <param name="prefix">The path before all endpoints, beginning with a slash. The default is "/v1".</param>
    /// <returns>The endpoints, for conventions such as RequireAuthorization: by themselves they let everybody in.</returns>
    /// <exception cref="InvalidOperationException">AddEmotionRecognitionEndpoints was not called.</exception>
    public static IEndpointConventionBuilder MapEmotionRecognition(this IEndpointRouteBuilder endpoints, string prefix = "/v1") => Map(endpoints, prefix, null);

    /// <summary>Maps recognition with one of several recognizers: POST recognize (a WAV file, multipart, or JSON with text), GET stream (a WebSocket), labels, info, health and openapi.json.</summary>
    /// <param name="endpoints">The program.</param>
    /// <param name="prefix">The path before all endpoints, beginning with a slash.</param>
    /// <param name="recognizerKey">The key that the recognizer is registered with.</param>
    /// <returns>The endpoints, for conventions such as RequireAuthorization: by themselves they let everybody in.</returns>
    /// <exception cref="InvalidOperationException">AddEmotionRecognitionEndpoints was not called.</exception>
    public static IEndpointConventionBuilder MapEmotionRecognition(this IEndpointRouteBuilder endpoints, string prefix, object recognizerKey)
    {
        ArgumentNullException.ThrowIfNull(recognizerKey);
        return Map(endpoints, prefix, recognizerKey);
    }

    private static RouteGroupBuilder Map(IEndpointRouteBuilder endpoints, string prefix, object? key)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(prefix);
        var services = endpoints.ServiceProvider;
        var gate = services.GetService<RequestGate>() ?? throw new InvalidOperationException("Call services.AddEmotionRecognitionEndpoints() before MapEmotionRecognition.");
        var options = services.GetRequiredService<EmotionRecognitionEndpointOptions>();
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Emotion.Ambiguity.AspNetCore");

        // Not asked for before the first request: a recognizer may be expensive to make.
        IAmbiguousEmotionRecognizer Recognizer() =>
            key is null ? services.GetRequiredService<IAmbiguousEmotionRecognizer>() : services.GetRequiredKeyedService<IAmbiguousEmotionRecognizer>(key);

        var boundary = new ProblemBoundary(options, logger);
        var recognize = new RecognizeEndpoint(Recognizer, gate, new UtteranceReader(options), options);
        var stream = new StreamEndpoint(Recognizer, gate, options, logger);
        var description = new DescriptionEndpoints(Recognizer, options);
        var sockets = endpoints.CreateApplicationBuilder()
            .UseWebSockets(new WebSocketOptions { KeepAliveInterval = KeepAlive, KeepAliveTimeout = KeepAlive });
        sockets.Run(boundary.Wrap(stream.RunAsync));

        var group = endpoints.MapGroup(prefix);
        group.MapPost("/recognize", boundary.Wrap(recognize.RunAsync));
        group.MapGet("/stream", sockets.Build());
        group.MapGet("/labels", boundary.Wrap(description.LabelsAsync));
        group.MapGet("/info", boundary.Wrap(description.InfoAsync));
        group.MapGet("/health", boundary.Wrap(DescriptionEndpoints.HealthAsync));
        group.MapGet("/openapi.json", boundary.Wrap(context => DescriptionEndpoints.OpenApiAsync(context, prefix)));
        return group;
    }
}
