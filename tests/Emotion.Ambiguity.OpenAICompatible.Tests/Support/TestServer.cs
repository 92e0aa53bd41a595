using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Emotion.Ambiguity.OpenAICompatible.Tests.Support;

/// <summary>A server on a free port of this machine that speaks as llama-server, vLLM or any other, and can be made to fail.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TestProtocol _protocol;
    private readonly ConcurrentQueue<string> _calls = new();
    private readonly ConcurrentQueue<string?> _keys = new();
    private int _underWay;
    private int _mostAtOnce;

    private TestServer(WebApplication app, TestProtocol protocol) => (_app, _protocol) = (app, protocol);

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Waits before each answer of the model.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Answers in place of the server where it returns true.</summary>
    public Func<HttpContext, Task<bool>>? Fault { get; set; }

    /// <summary>The paths that were called, in order.</summary>
    public IReadOnlyCollection<string> Calls => _calls;

    /// <summary>The Authorization headers that came.</summary>
    public IReadOnlyCollection<string?> Keys => _keys;

    public int MostAtOnce => _mostAtOnce;

    public static async Task<TestServer> StartAsync(TestProtocol protocol)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.AllowSynchronousIO = false);
        var server = new TestServer(builder.Build(), protocol);
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    public OpenAICompatibleOptions Options(OpenAICompatibleServer kind = OpenAICompatibleServer.Auto, int topLogProbs = 20) =>
        new() { BaseAddress = Address, Server = kind, TopLogProbs = topLogProbs, RetryDelay = TimeSpan.FromMilliseconds(1) };

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(soon.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        _calls.Enqueue(context.Request.Path);
        _keys.Enqueue(context.Request.Headers.Authorization);
        InterlockedMax(ref _mostAtOnce, Interlocked.Increment(ref _underWay));
        try
        {
            if (Fault is not null && await Fault(context)) return;
            var body = context.Request.Method == "POST" ? await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) : null;
            if (Delay > TimeSpan.Zero && context.Request.Path.Value!.Contains("completion", StringComparison.Ordinal)) await Task.Delay(Delay, context.RequestAborted);
            await _protocol.AnswerAsync(context, body);
        }
        catch (OperationCanceledException)
        {
            // The client went away.
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = target; seen < value;)
        {
            var before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen) return;
            seen = before;
        }
    }
}
