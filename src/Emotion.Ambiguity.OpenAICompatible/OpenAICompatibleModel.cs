using System.Diagnostics;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.OpenAICompatible.Http;
using Emotion.Ambiguity.OpenAICompatible.Servers;
using Microsoft.Extensions.Logging;

namespace Emotion.Ambiguity.OpenAICompatible;

/// <summary>A language model behind llama-server, vLLM or any server with /v1/chat/completions.</summary>
/// <remarks>
/// <para>Thread-safe. At most <see cref="OpenAICompatibleOptions.MaxConcurrency"/> requests are under way at once; the server computes them together as it likes.</para>
/// <para>
/// What the server can do was tried when connecting, and <see cref="Info"/> says it. Logits are log-probabilities (<see cref="LogitKind.LogProbability"/>);
/// those of tokens that the server does not tell are upper bounds, marked as such. Label likelihoods are exact.
/// </para>
/// <para>With llama-server and vLLM the prompt is put together here from the model's own template, so that nothing in a transcript can act as markup. Other servers lay the messages out themselves.</para>
/// </remarks>
public sealed class OpenAICompatibleModel : ILanguageModel
{
    private readonly IServerDialect _dialect;
    private readonly HttpClient? _ownClient;
    private readonly SemaphoreSlim _places;
    private readonly CancellationTokenSource _stop;
    private readonly StoppableTokenizer? _tokenizer;
    private int _disposed;

    private OpenAICompatibleModel(IServerDialect dialect, OpenAICompatibleOptions options, HttpClient? ownClient)
    {
        (_dialect, _ownClient, _stop) = (dialect, ownClient, new CancellationTokenSource());
        _places = new SemaphoreSlim(options.MaxConcurrency);
        _tokenizer = dialect.Tokenizer is { } tokenizer ? new StoppableTokenizer(this, tokenizer) : null;
    }

    /// <inheritdoc/>
    public LanguageModelInfo Info => _dialect.Info;

    /// <summary>The server's tokenizer, or null where it has none. Each call waits for the server and throws <see cref="InferenceException"/> where it does not answer.</summary>
    public ITokenizer? Tokenizer => _tokenizer;

    /// <summary>The kind of server that was found; never <see cref="OpenAICompatibleServer.Auto"/>.</summary>
    public OpenAICompatibleServer Server => _dialect.Server;

    /// <summary>Connects to a server, finds the model, and tries once what the server can do.</summary>
    /// <param name="options">Where the server is and how it is asked.</param>
    /// <param name="cancellationToken">Stops connecting.</param>
    /// <returns>The model; dispose it.</returns>
    /// <exception cref="ArgumentException">An option is not valid; the message names all such options.</exception>
    /// <exception cref="InferenceException">No server answers, it refuses the key, it has no such model, or it is not of the kind that the options name.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<OpenAICompatibleModel> ConnectAsync(OpenAICompatibleOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();

        // No redirects: the key goes to the address that was named and nowhere else. The pool is renewed, so that changes of names are seen.
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = options.ConnectTimeout, PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        try
        {
            return await ConnectAsync(options, client, client, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Connects with an HTTP client of the caller's, for proxies, certificates and factories. Its own time limit applies to each try as well.</summary>
    /// <param name="options">Where the server is and how it is asked.</param>
    /// <param name="client">The client; stays the caller's, who must not dispose it before the model. It should not follow redirects.</param>
    /// <param name="cancellationToken">Stops connecting.</param>
    /// <returns>The model; dispose it.</returns>
    /// <exception cref="ArgumentException">An option is not valid; the message names all such options.</exception>
    /// <exception cref="InferenceException">No server answers, it refuses the key, it has no such model, or it is not of the kind that the options name.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task<OpenAICompatibleModel> ConnectAsync(OpenAICompatibleOptions options, HttpClient client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(client);
        options.Validate();
        return ConnectAsync(options, client, null, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<LanguageModelResponse> RunAsync(LanguageModelRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        cancellationToken.ThrowIfCancellationRequested();
        request.Check(Info, _dialect.VocabularySize);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        try
        {
            return await RunInTurnAsync(request, linked.Token).ConfigureAwait(false);
        }
        catch (ServerException e) when (!linked.IsCancellationRequested)
        {
            throw e.ToInference(Info.Engine);
        }
        catch (Exception e) when (linked.IsCancellationRequested && e is OperationCanceledException or ObjectDisposedException or ServerException)
        {
            if (cancellationToken.IsCancellationRequested) throw new OperationCanceledException("The request was cancelled.", e, cancellationToken);
            throw new ObjectDisposedException(GetType().FullName, "The model was disposed while the request was under way.");
        }
    }

    /// <summary>Ends requests under way with <see cref="ObjectDisposedException"/> and closes the connections.</summary>
    /// <returns>A task that ends when all is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _stop.CancelAsync().ConfigureAwait(false);
        _ownClient?.Dispose();
    }

    private static async Task<OpenAICompatibleModel> ConnectAsync(OpenAICompatibleOptions options, HttpClient client, HttpClient? ownClient, CancellationToken cancellationToken)
    {
        if (options is { ApiKey: not null, BaseAddress: { Scheme: "http", IsLoopback: false } })
            options.Logger.LogWarning("The API key goes over plain http to another machine; use https.");
        try
        {
            var dialect = await new ServerProbe(new ServerConnection(options, client)).FindAsync(cancellationToken).ConfigureAwait(false);
            options.Logger.LogInformation("Connected to {Engine} with {Model}: {Capabilities}", dialect.Info.Engine, dialect.Info.ModelId, dialect.Info.Capabilities);
            return new OpenAICompatibleModel(dialect, options, ownClient);
        }
        catch (ServerException e)
        {
            throw e.ToInference(ChatDialect.Engine);
        }
    }

    private async Task<LanguageModelResponse> RunInTurnAsync(LanguageModelRequest request, CancellationToken cancellationToken)
    {
        var arrived = Stopwatch.GetTimestamp();
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var started = Stopwatch.GetTimestamp();
            var response = await _dialect.RunAsync(request, cancellationToken).ConfigureAwait(false);
            return response with { QueueTime = Stopwatch.GetElapsedTime(arrived, started), ComputeTime = Stopwatch.GetElapsedTime(started) };
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>The tokenizer as long as the model lives.</summary>
    private sealed class StoppableTokenizer(OpenAICompatibleModel model, ITokenizer inner) : ITokenizer
    {
        public int[] Tokenize(string text, TokenizationMode mode = TokenizationMode.PlainText)
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref model._disposed) != 0, model);
            return inner.Tokenize(text, mode);
        }

        public string Detokenize(ReadOnlySpan<int> tokenIds)
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref model._disposed) != 0, model);
            return inner.Detokenize(tokenIds);
        }
    }
}
