using Emotion.Ambiguity.AspNetCore;
using Emotion.Ambiguity.Recognition.Streaming;
using Emotion.Ambiguity.Speech.VoiceActivity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WebDemo;

/// <summary>The page, the sample clips, and the library's endpoints once for each way to ask: /v1/both-single/recognize and so on.</summary>
internal static class DemoServer
{
    // The page is what these allow and nothing else: no inline script or style, no other host, no frame around it.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; media-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static WebApplication Create(string[] args, Engines engines)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory, WebRootPath = "wwwroot" });

        // The weakest source: what is said on the command line or in the environment counts.
        builder.Configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource
        {
            InitialData = [new("urls", "http://127.0.0.1:5081"), new("AllowedHosts", "localhost;127.0.0.1;[::1]")],
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        foreach (var (name, recognizer) in engines.Recognizers) builder.Services.AddKeyedSingleton(name, recognizer);
        builder.Services.AddEmotionRecognitionEndpoints(new EmotionRecognitionEndpointOptions
        {
            MaxBodyBytes = 8 * 1024 * 1024,
            MaxClipDuration = TimeSpan.FromMinutes(2),
            MaxConcurrent = 2,
            MaxQueued = 8,
            Streaming = new StreamingOptions { VoiceActivity = new VoiceActivityOptions { MinSilence = TimeSpan.FromMilliseconds(400) } },
            Enrich = (json, result) => ResultDetails.Write(json, result, engines.Steps),
        });

        var app = builder.Build();
        app.Use(AddSecurityHeaders);
        app.UseDefaultFiles();
        app.UseStaticFiles();
        foreach (var name in engines.Recognizers.Keys) app.MapEmotionRecognition($"/v1/{name}", name);
        MapClips(app, SampleClip.LoadAll(Path.Combine(AppContext.BaseDirectory, "clips")));
        return app;
    }

    private static void MapClips(WebApplication app, IReadOnlyDictionary<string, SampleClip> clips)
    {
        app.MapGet("/clips", () => clips.Values.Select(clip => new { clip.Name, clip.Sentence, clip.Votes, clip.Note }));

        // Looked up, never put into a path.
        app.MapGet("/clips/{name}", (string name) => clips.TryGetValue(name, out var clip) ? Results.Bytes(clip.Wav, "audio/wav") : Results.NotFound());
    }

    private static Task AddSecurityHeaders(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "microphone=(self), camera=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return next(context);
    }
}
