using System.Net;
using Emotion.Ambiguity.AspNetCore;
using Emotion.Ambiguity.Recognition;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Emotion.Ambiguity.Cli.Serve;

/// <summary>The endpoints without a page. The only file of the tool that needs ASP.NET Core, so that no other command loads it.</summary>
internal static class HttpServer
{
    private const string Prefix = "/v1";

    public static async Task RunAsync(
        IPEndPoint address, EmotionRecognitionEndpointOptions limits, IAmbiguousEmotionRecognizer recognizer, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var app = Build(address, limits, recognizer);
        await using (app.ConfigureAwait(false))
        {
            try
            {
                await app.StartAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (IOException fault)
            {
                throw new UsageException($"Cannot listen at {address}: {fault.Message} Name another --port.", fault);
            }

            await AnnounceAsync(app.Urls.First(), address, output, error).ConfigureAwait(false);
            await StoppedAsync(app, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Finds limits that make no sense before any model is loaded.</summary>
    /// <exception cref="UsageException">A limit is out of its range; the message names all of these.</exception>
    public static void Check(EmotionRecognitionEndpointOptions limits)
    {
        try
        {
            new ServiceCollection().AddEmotionRecognitionEndpoints(limits);
        }
        catch (ArgumentException fault)
        {
            throw new UsageException(fault.Message, fault);
        }
    }

    /// <summary>The server's log, for what runs beside it.</summary>
    public static ILoggerFactory CreateLog() => LoggerFactory.Create(SetUp);

    private static WebApplication Build(IPEndPoint address, EmotionRecognitionEndpointOptions limits, IAmbiguousEmotionRecognizer recognizer)
    {
        var builder = WebApplication.CreateSlimBuilder();

        SetUp(builder.Logging);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address);
        });

        // The caller disposes it, after the server has stopped.
        builder.Services.AddSingleton(recognizer);
        builder.Services.AddHostFiltering(hosts => hosts.AllowedHosts = AllowedHosts(address.Address));
        builder.Services.AddEmotionRecognitionEndpoints(limits);
        var app = builder.Build();
        app.UseHostFiltering();
        app.MapEmotionRecognition(Prefix);
        return app;
    }

    // Standard output is the tool's own; faults of requests go where its other errors go.
    private static void SetUp(ILoggingBuilder logging) => logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);

    // A page that has its own name point at this machine (DNS rebinding) would pass for a page of this server.
    private static string[] AllowedHosts(IPAddress address) => IPAddress.IsLoopback(address) ? ["localhost", "127.0.0.1", "[::1]"] : ["*"];

    private static async Task AnnounceAsync(string url, IPEndPoint address, TextWriter output, TextWriter error)
    {
        await output.WriteLineAsync($"Listening at {url}{Prefix} (what it offers: {url}{Prefix}/openapi.json). Ctrl-C stops it.").ConfigureAwait(false);
        await output.FlushAsync().ConfigureAwait(false);
        var who = IPAddress.IsLoopback(address.Address) ? "every program on this machine" : "everybody who reaches this address";
        await error.WriteLineAsync($"There is no authentication and no encryption: {who} may use it.").ConfigureAwait(false);
    }

    private static async Task StoppedAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.UnsafeRegister(static s => ((TaskCompletionSource)s!).TrySetResult(), stopped))
        using (app.Lifetime.ApplicationStopping.UnsafeRegister(static s => ((TaskCompletionSource)s!).TrySetResult(), stopped))
            await stopped.Task.ConfigureAwait(false);

        // Not the caller's token: it is what ended the server, and those who are being answered have the host's own time limit.
        await app.StopAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
