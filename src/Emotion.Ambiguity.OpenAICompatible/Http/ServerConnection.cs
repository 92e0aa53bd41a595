using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Emotion.Ambiguity.OpenAICompatible.Http;

/// <summary>Sends calls to a server: with retries where a fault may pass, a time limit for each try and for all, and a limit on the answer's length. Thread-safe.</summary>
internal sealed class ServerConnection
{
    private readonly OpenAICompatibleOptions _options;
    private readonly HttpClient _client;
    private readonly Uri _root;
    private readonly ResiliencePipeline _pipeline;

    public ServerConnection(OpenAICompatibleOptions options, HttpClient client)
    {
        (_options, _client, _root) = (options, client, options.Root());
        _pipeline = BuildPipeline(options);
    }

    public OpenAICompatibleOptions Options => _options;

    public Task<TReply> GetAsync<TReply>(string path, JsonTypeInfo<TReply> reply, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, (response, call, attempt) => ReadJsonAsync(response, call, reply, attempt), cancellationToken);

    public Task<TReply> PostAsync<TRequest, TReply>(
        string path, TRequest request, JsonTypeInfo<TRequest> type, JsonTypeInfo<TReply> reply, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, JsonSerializer.SerializeToUtf8Bytes(request, type), (response, call, attempt) => ReadJsonAsync(response, call, reply, attempt), cancellationToken);

    /// <summary>Reads a stream of server-sent events, to its end within the same try: a stream that breaks is asked for again.</summary>
    /// <param name="path">The path below the address.</param>
    /// <param name="request">The request.</param>
    /// <param name="type">How it is written.</param>
    /// <param name="create">Makes what takes the events; called anew for each try.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<TReader> StreamAsync<TRequest, TReader>(
        string path, TRequest request, JsonTypeInfo<TRequest> type, Func<string, TReader> create, CancellationToken cancellationToken)
        where TReader : IEventReader =>
        SendAsync(
            HttpMethod.Post,
            path,
            JsonSerializer.SerializeToUtf8Bytes(request, type),
            async (response, call, attempt) =>
            {
                CheckContent(response, call, "text/event-stream");
                var reader = create(call);
                using var body = await OpenAsync(response, call, attempt).ConfigureAwait(false);
                await EventStream.ReadAsync(body, reader, call, attempt).ConfigureAwait(false);
                return reader;
            },
            cancellationToken);

    private async Task<TResult> SendAsync<TResult>(
        HttpMethod method, string path, byte[]? body, Func<HttpResponseMessage, string, CancellationToken, Task<TResult>> read, CancellationToken cancellationToken)
    {
        var call = $"{method} {_root.AbsolutePath.TrimEnd('/')}/{path}";
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (state, attempt) => await state.Self.TryOnceAsync(state.method, state.path, state.body, state.call, state.read, attempt).ConfigureAwait(false),
                (Self: this, method, path, body, call, read),
                cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException e)
        {
            throw TimedOut(call, e);
        }
    }

    private async Task<TResult> TryOnceAsync<TResult>(
        HttpMethod method, string path, byte[]? body, string call, Func<HttpResponseMessage, string, CancellationToken, Task<TResult>> read, CancellationToken attempt)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(_root, path));
            if (body is not null) request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            if (_options.ApiKey is { } key) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, attempt).ConfigureAwait(false);
            _options.Logger.LogDebug("{Call}: status {Status} after {Elapsed}", call, (int)response.StatusCode, Stopwatch.GetElapsedTime(started));
            if (!response.IsSuccessStatusCode)
                throw ErrorReply.ToException(call, response, await ReadBodyAsync(response, call, attempt).ConfigureAwait(false), _options.ApiKey);
            return await read(response, call, attempt).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            throw new ServerException(
                ServerFault.Unreachable, $"{call} reached no server at {_root} ({e.HttpRequestError}).", "Start the server, or set BaseAddress to where it listens.", e)
            { IsPassing = true };
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Broken(call, e);
        }
        catch (OperationCanceledException e) when (!attempt.IsCancellationRequested && e.InnerException is TimeoutException)
        {
            // The time limit of a client that the caller gave.
            throw TimedOut(call, e);
        }
    }

    public static ServerException Broken(string call, Exception? inner) => new(
        ServerFault.Broken, $"The answer of {call} broke off.", "The server or something between closed the connection: look into its log, and raise MaxRetries if it happens now and then.", inner)
    { IsPassing = true };

    public static ServerException Malformed(string call, string what, Exception? inner = null) => new(
        ServerFault.Malformed, $"The answer of {call} is not what the protocol promises: {what}", "Check that BaseAddress points to such a server, and set Server to its kind; a newer or older version may speak another way.", inner);

    private ServerException TimedOut(string call, Exception inner) => new(
        ServerFault.TimedOut,
        $"{call} was not answered in time ({_options.AttemptTimeout} a try, {_options.TotalTimeout} in all).",
        "Raise AttemptTimeout and TotalTimeout, ask for fewer output tokens, or lower MaxConcurrency.",
        inner)
    { IsPassing = true };

    private static ServerException TooLarge(string call, long limit) => new(
        ServerFault.TooLarge, $"The answer of {call} is longer than {limit} bytes.", "Lower TopLogProbs or the number of output tokens, or raise MaxResponseBytes.");

    private static void CheckContent(HttpResponseMessage response, string call, string expected)
    {
        var actual = response.Content.Headers.ContentType?.MediaType;
        if (actual is null || string.Equals(actual, expected, StringComparison.OrdinalIgnoreCase)) return;
        if (expected is "application/json" && actual.EndsWith("+json", StringComparison.OrdinalIgnoreCase)) return;
        throw new ServerException(
            ServerFault.WrongContent, $"{call} was answered with {actual} instead of {expected}.", "BaseAddress points to something else, perhaps a web page or a proxy: set it to the server itself.");
    }

    private async Task<TReply> ReadJsonAsync<TReply>(HttpResponseMessage response, string call, JsonTypeInfo<TReply> type, CancellationToken cancellationToken)
    {
        CheckContent(response, call, "application/json");
        var body = await ReadBodyAsync(response, call, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw Malformed(call, "it is null.");
        }
        catch (JsonException e)
        {
            throw Malformed(call, $"no valid JSON of the expected form at {e.Path ?? "$"}, line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.", e);
        }
    }

    private async Task<byte[]> ReadBodyAsync(HttpResponseMessage response, string call, CancellationToken cancellationToken)
    {
        using var body = await OpenAsync(response, call, cancellationToken).ConfigureAwait(false);
        using var memory = new MemoryStream();
        await body.CopyToAsync(memory, cancellationToken).ConfigureAwait(false);
        return memory.ToArray();
    }

    private async Task<Stream> OpenAsync(HttpResponseMessage response, string call, CancellationToken cancellationToken)
    {
        var limit = _options.MaxResponseBytes;
        if (response.Content.Headers.ContentLength > limit) throw TooLarge(call, limit);
        return new LimitedStream(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), limit, () => TooLarge(call, limit));
    }

    private static ResiliencePipeline BuildPipeline(OpenAICompatibleOptions options)
    {
        var builder = new ResiliencePipelineBuilder().AddTimeout(options.TotalTimeout);
        if (options.MaxRetries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryDelay,
                MaxDelay = TimeSpan.FromSeconds(30),
                ShouldHandle = arguments => ValueTask.FromResult(MayPass(arguments.Outcome.Exception, options)),
                DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as ServerException)?.RetryAfter),
                OnRetry = arguments =>
                {
                    options.Logger.LogWarning(
                        "Try {Attempt} failed, the next is in {Delay}: {Reason}", arguments.AttemptNumber + 1, arguments.RetryDelay, arguments.Outcome.Exception?.Message);
                    return ValueTask.CompletedTask;
                },
            });
        }

        return builder.AddTimeout(options.AttemptTimeout).Build();
    }

    /// <summary>A wait that would outlast the whole call is no use.</summary>
    private static bool MayPass(Exception? exception, OpenAICompatibleOptions options) => exception switch
    {
        ServerException e => e.IsPassing && !(e.RetryAfter >= options.TotalTimeout),
        TimeoutRejectedException => true,
        _ => false,
    };
}
