using System.Collections.Immutable;
using System.Diagnostics;
using Emotion.Ambiguity.ExtensionsAI.Mapping;
using Emotion.Ambiguity.LanguageModels;
using Microsoft.Extensions.AI;

namespace Emotion.Ambiguity.ExtensionsAI;

/// <summary>Any chat client as a language model: writes answers, for extractors that read text.</summary>
/// <remarks>
/// Thread-safe, as chat clients are. A chat service has no tokenizer to offer and scores no continuations, so <see cref="Info"/> says neither; where
/// <see cref="ChatClientModelOptions.TopLogProbabilities"/> is above 0 it says that log-probabilities of steps are there; what the service does not list is marked as an upper bound. Retries and limits are the client's own affair.
/// </remarks>
public sealed class ChatClientLanguageModel : ILanguageModel
{
    private readonly IChatClient _client;
    private readonly ChatClientModelOptions _options;
    private readonly CancellationTokenSource _disposal = new();
    private int _disposed;

    /// <summary>Makes a language model of a chat client.</summary>
    /// <param name="client">The client. It is the caller's: disposing the language model leaves it alone.</param>
    /// <param name="options">How to ask it, or null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is not valid; the message names all such options.</exception>
    public ChatClientLanguageModel(IChatClient client, ChatClientModelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        options ??= new ChatClientModelOptions();
        if (options.Faults() is { Count: > 0 } faults) throw new ArgumentException($"{nameof(ChatClientModelOptions)}: {string.Join(" ", faults)}", nameof(options));
        (_client, _options, Info) = (client, options, Describe(client, options));
    }

    /// <inheritdoc/>
    public LanguageModelInfo Info { get; }

    /// <summary>The tokenizer of the options, or null: a chat service has none to offer.</summary>
    public ITokenizer? Tokenizer => _options.Tokenizer;

    /// <inheritdoc/>
    public async Task<LanguageModelResponse> RunAsync(LanguageModelRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        request.Check(Info, vocabularySize: null);
        cancellationToken.ThrowIfCancellationRequested();
        var started = Stopwatch.GetTimestamp();
        var response = await AskAsync(ChatRequest.Messages(request.Prompt), Options(request), cancellationToken).ConfigureAwait(false);
        return new LanguageModelResponse
        {
            Generation = Read(request, response),
            PromptTokens = (int)(response.Usage?.InputTokenCount ?? 0),
            ReusedPromptTokens = (int)(response.Usage?.CachedInputTokenCount ?? 0),
            OutputTokens = (int?)response.Usage?.OutputTokenCount,
            ComputeTime = Stopwatch.GetElapsedTime(started),
        };
    }

    /// <summary>Ends requests that are under way and makes later ones fail, with <see cref="ObjectDisposedException"/>. The client is the caller's and stays as it is.</summary>
    /// <returns>A task that ends when the requests were told to end.</returns>
    public async ValueTask DisposeAsync()
    {
        // Not disposed itself: a request that is being made may still ask for its token.
        if (Interlocked.Exchange(ref _disposed, 1) == 0) await _disposal.CancelAsync().ConfigureAwait(false);
    }

    internal static LanguageModelInfo Describe(IChatClient client, ChatClientModelOptions options)
    {
        var metadata = client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        var logits = options is { TopLogProbabilities: > 0, Tokenizer: not null } ? LanguageModelCapabilities.StepLogProbabilities : LanguageModelCapabilities.None;
        return new LanguageModelInfo
        {
            ModelId = options.ModelId ?? metadata?.DefaultModelId ?? "unknown",
            Engine = metadata?.ProviderName ?? client.GetType().Name,
            Capabilities = logits | (options.Tokenizer is null ? LanguageModelCapabilities.None : LanguageModelCapabilities.Tokenizer),
        };
    }

    private async Task<ChatResponse> AskAsync(List<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposal.Token);
        try
        {
            return await _client.GetResponseAsync(messages, options, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException) when (Volatile.Read(ref _disposed) != 0)
        {
            throw new ObjectDisposedException(nameof(ChatClientLanguageModel), "The language model was disposed while this request was under way.");
        }
        catch (ObjectDisposedException)
        {
            throw;
        }
        catch (OperationCanceledException fault)
        {
            throw new InferenceException(Info.Engine, "The service did not answer in time.", "Try again, or give the client more time.", fault);
        }
#pragma warning disable CA1031 // Every provider has errors of its own; the contract of language models has one.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            throw new InferenceException(Info.Engine, fault.Message, "Check the service, the model's name and the credentials; the inner error is the provider's own.", fault);
        }
    }

    private ChatOptions Options(LanguageModelRequest request)
    {
        var options = new ChatOptions
        {
            ModelId = _options.ModelId,
            MaxOutputTokens = request.MaxOutputTokens,
            Temperature = (float)request.Sampling.Temperature,
            Seed = request.Sampling.Temperature > 0 ? request.Sampling.Seed : null,
        };
        if (!request.LogitTokenIds.IsEmpty) options.RawRepresentationFactory = _ => _options.LogProbabilities.CreateRawOptions(_options.TopLogProbabilities);
        _options.ConfigureRequest?.Invoke(options);
        return options;
    }

    private Generation Read(LanguageModelRequest request, ChatResponse response)
    {
        var stop = response.FinishReason == ChatFinishReason.Length ? GenerationStop.MaxOutputTokens : GenerationStop.EndOfAnswer;
        if (request.LogitTokenIds.IsEmpty) return new Generation(response.Text, default, StepLogits.None, stop);
        var steps = _options.LogProbabilities.Read(response);
        if (steps.IsDefault)
        {
            throw new InferenceException(
                Info.Engine, "The answer has no token probabilities, although they were asked for.", "Set TopLogProbabilities to 0 and use the text extractor, or use a model and provider that send them.");
        }

        var (tokenIds, logits) = LogProbabilityTable.Create(steps, request.LogitTokenIds, _options.Tokenizer!);
        return new Generation(response.Text, tokenIds, logits, stop);
    }
}
