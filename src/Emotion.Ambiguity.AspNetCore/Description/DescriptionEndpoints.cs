using System.Reflection;
using Emotion.Ambiguity.AspNetCore.Requests;
using Emotion.Ambiguity.Recognition;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Emotion.Ambiguity.AspNetCore.Description;

/// <summary>What the server says of itself: labels, limits, health, the OpenAPI document. Thread-safe.</summary>
internal sealed class DescriptionEndpoints(Func<IAmbiguousEmotionRecognizer> recognizer, EmotionRecognitionEndpointOptions options)
{
    public Task LabelsAsync(HttpContext context)
    {
        var taxonomy = recognizer().Taxonomy;
        return JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, "application/json", json =>
        {
            json.WriteString("taxonomy", taxonomy.Name);
            json.WriteStartArray("labels");
            foreach (var label in taxonomy.Labels) json.WriteStringValue(label.Name);
            json.WriteEndArray();
        });
    }

    public Task InfoAsync(HttpContext context) => JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, "application/json", json =>
    {
        json.WriteString("version", Version);
        json.WriteString("taxonomy", recognizer().Taxonomy.Name);
        json.WriteString("acceptedSound", AudioFormatException.AcceptedFormats);
        json.WriteStartObject("limits");
        json.WriteNumber("bodyBytes", options.MaxBodyBytes);
        json.WriteNumber("clipSeconds", options.MaxClipDuration.TotalSeconds);
        json.WriteNumber("textLength", options.MaxTextLength);
        if (options.RequestsPerMinute is { } perMinute) json.WriteNumber("requestsPerMinute", perMinute);
        else json.WriteNull("requestsPerMinute");
        json.WriteNumber("concurrent", options.MaxConcurrent);
        json.WriteNumber("queued", options.MaxQueued);
        json.WriteNumber("streams", options.MaxStreams);
        json.WriteNumber("streamSeconds", options.MaxStreamDuration.TotalSeconds);
        json.WriteEndObject();
    });

    public static async Task HealthAsync(HttpContext context)
    {
        // Where the program has health checks, they know whether the models are loaded; else an answer is all there is to say.
        var checks = context.RequestServices.GetService<HealthCheckService>();
        var status = checks is null ? HealthStatus.Healthy : (await checks.CheckHealthAsync(context.RequestAborted).ConfigureAwait(false)).Status;
        var code = status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        await JsonAnswer.WriteAsync(context, code, "application/json", json => json.WriteString("status", status.ToString().ToLowerInvariant())).ConfigureAwait(false);
    }

    public static Task OpenApiAsync(HttpContext context, string prefix) => JsonAnswer.WriteAsync(
        context, StatusCodes.Status200OK, "application/json", json => OpenApiDocument.WriteMembers(json, $"{context.Request.PathBase}{prefix}", Version));

    private static string Version =>
        typeof(DescriptionEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
