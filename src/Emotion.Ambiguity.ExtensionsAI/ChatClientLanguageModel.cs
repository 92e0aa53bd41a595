using System.Collections.Immutable;
using System.Diagnostics;
using Emotion.Ambiguity.ExtensionsAI.Mapping;
using Emotion.Ambiguity.LanguageModels;
using Microsoft.Extensions.AI;

namespace Emotion.Ambiguity.ExtensionsAI;

/// <summary>Any chat client as a language model: writes answers, for extractors that read text.</summary>
/// <remarks>
/// Thread-safe, as chat clients are. A chat service has no tokenizer to offer and scores no continuations, so <see cref="Info"/> says neither; where
/// <see cref="ChatClientModelOptions.TopLogProbabilities"/> is above 0 it says that step logits are there. Retries and limits are the client's own affair.
/// </remarks>
public sealed class ChatClientLanguageModel : ILanguageModel
{
    private readonly IChatClient _client;
    private readonly ChatClientModelOptions _options;
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
        Check(request);
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

    /// <summary>Makes later requests fail with <see cref="ObjectDisposedException"/>. The client is the caller's and stays as it is.</summary>
    /// <returns>A completed task.</returns>
    public ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _disposed, 1);
        return ValueTask.CompletedTask;
    }

    internal static LanguageModelInfo Describe(IChatClient client, ChatClientModelOptions options)
    {
        var metadata = client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        var logits = options is { TopLogProbabilities: > 0, Tokenizer: not null } ? LanguageModelCapabilities.StepLogits : LanguageModelCapabilities.None;
        return new LanguageModelInfo
        {
            ModelId = options.ModelId ?? metadata?.DefaultModelId ?? "unknown",
            Engine = metadata?.ProviderName ?? client.GetType().Name,
            Capabilities = logits | (options.Tokenizer is null ? LanguageModelCapabilities.None : LanguageModelCapabilities.Tokenizer),
        };
    }

    private async Task<ChatResponse> AskAsync(List<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
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

    private void Check(LanguageModelRequest request)
    {
        if (request.Continuations.Count > 0) throw new NotSupportedException($"{Info.Engine} ({Info.ModelId}) is a chat service, which scores no continuations. Use the text extractor.");
        if (!request.LogitTokenIds.IsEmpty && !Info.Supports(LanguageModelCapabilities.StepLogits))
            throw new NotSupportedException($"{Info.Engine} ({Info.ModelId}) is asked for logits, but TopLogProbabilities is 0. Use the text extractor, or set it and the Tokenizer.");
        if (request.Prompt.Messages.SelectMany(m => m.Parts).Any(p => p is EmbeddingPart)) throw new NotSupportedException($"{Info.Engine} ({Info.ModelId}) takes no embeddings.");
        if (request.MaxOutputTokens < 1) throw new ArgumentException($"MaxOutputTokens must be at least 1 for a chat service but is {request.MaxOutputTokens}.", nameof(request));
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
