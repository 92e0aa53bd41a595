using System.Runtime.CompilerServices;
using Emotion.Ambiguity.ExtensionsAI.Mapping;
using Emotion.Ambiguity.LanguageModels;
using Microsoft.Extensions.AI;

namespace Emotion.Ambiguity.ExtensionsAI;

/// <summary>Any language model as a chat client, such as a GGUF model in process.</summary>
/// <remarks>
/// <para>Thread-safe; requests of many callers share the model's batches. Greedy unless a request has a temperature above 0; then its seed counts (0 where it has none).</para>
/// <para>Streaming hands out pieces as they are written where the model is an <see cref="IStreamingLanguageModel"/>; else the whole answer in one piece.</para>
/// <para>Text only: messages of system, user and assistant. Options: Temperature, MaxOutputTokens, Seed, Instructions, and ModelId where it is this model's; others by
/// <see cref="LanguageModelChatOptions.UnsupportedOptions"/>.</para>
/// </remarks>
public sealed class LanguageModelChatClient : IChatClient
{
    internal const string IgnoredOptions = "ignored_options";

    private readonly ILanguageModel _model;
    private readonly LanguageModelChatOptions _options;
    private readonly ChatClientMetadata _metadata;

    /// <summary>Makes a chat client of a language model.</summary>
    /// <param name="model">The model. It is the caller's: disposing the client leaves it alone.</param>
    /// <param name="options">How to answer, or null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is not valid; the message names all such options.</exception>
    public LanguageModelChatClient(ILanguageModel model, LanguageModelChatOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new LanguageModelChatOptions();
        options.Validate(nameof(options));
        (_model, _options, _metadata) = (model, options, new ChatClientMetadata(model.Info.Engine, null, model.Info.ModelId));
    }

    /// <summary>Answers.</summary>
    /// <param name="messages">The messages so far, text only.</param>
    /// <param name="options">How to answer, or null for the defaults.</param>
    /// <param name="cancellationToken">Stops within one decode step.</param>
    /// <returns>The answer, with token counts.</returns>
    /// <exception cref="ArgumentException">There is no message, or an option is out of its range.</exception>
    /// <exception cref="NotSupportedException">A message or an option is of a kind that the model cannot heed.</exception>
    /// <exception cref="ContextOverflowException">The messages and the answer do not fit into the context.</exception>
    /// <exception cref="InferenceException">The engine failed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (request, ignored) = ToRequest(messages, options);
        var response = await _model.RunAsync(request, cancellationToken).ConfigureAwait(false);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, response.Generation!.Text))
        {
            ModelId = _model.Info.ModelId,
            FinishReason = Reason(response),
            Usage = Usage(response),
            AdditionalProperties = ignored,
            CreatedAt = DateTimeOffset.UtcNow,
            RawRepresentation = response,
        };
    }

    /// <summary>Answers piece by piece. Errors are those of <see cref="GetResponseAsync"/>.</summary>
    /// <param name="messages">The messages so far, text only.</param>
    /// <param name="options">How to answer, or null for the defaults.</param>
    /// <param name="cancellationToken">Stops within one decode step.</param>
    /// <returns>Pieces of text; the last update has the reason of the end and the token counts.</returns>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (request, ignored) = ToRequest(messages, options);
        var id = Guid.NewGuid().ToString("N");
        await foreach (var piece in StreamAsync(request, cancellationToken).ConfigureAwait(false))
        {
            var update = new ChatResponseUpdate(ChatRole.Assistant, piece.Text) { MessageId = id, ResponseId = id, ModelId = _model.Info.ModelId, CreatedAt = DateTimeOffset.UtcNow };
            if (piece.Response is { } response)
            {
                update.Contents.Add(new UsageContent(Usage(response)));
                (update.FinishReason, update.AdditionalProperties, update.RawRepresentation) = (Reason(response), ignored, response);
            }

            yield return update;
        }
    }

    /// <summary>Hands out what is behind this client.</summary>
    /// <param name="serviceType">This client, its <see cref="ChatClientMetadata"/>, the model's own type or contract, or <see cref="LanguageModelInfo"/>.</param>
    /// <param name="serviceKey">Null; nothing has a key.</param>
    /// <returns>The object, or null.</returns>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        if (serviceType == typeof(ChatClientMetadata)) return _metadata;
        if (serviceType == typeof(LanguageModelInfo)) return _model.Info;
        return serviceType.IsInstanceOfType(this) ? this : serviceType.IsInstanceOfType(_model) ? _model : null;
    }

    /// <summary>Does nothing: the model is the caller's.</summary>
    public void Dispose()
    {
    }

    private async IAsyncEnumerable<GenerationUpdate> StreamAsync(LanguageModelRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_model is IStreamingLanguageModel streaming)
        {
            await foreach (var piece in streaming.StreamAsync(request, cancellationToken).ConfigureAwait(false)) yield return piece;
        }
        else
        {
            var response = await _model.RunAsync(request, cancellationToken).ConfigureAwait(false);
            yield return new GenerationUpdate(response.Generation!.Text, response);
        }
    }

    private (LanguageModelRequest Request, AdditionalPropertiesDictionary? Ignored) ToRequest(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var unsupported = UnsupportedOptions.Of(options, _model.Info.ModelId);
        if (unsupported.Count > 0 && _options.UnsupportedOptions == UnsupportedOptionHandling.Reject)
            throw new NotSupportedException($"{_model.Info.Engine} ({_model.Info.ModelId}) cannot heed {string.Join(", ", unsupported)}. Leave them out, or set UnsupportedOptions to Report.");
        var request = new LanguageModelRequest
        {
            Prompt = ChatRequest.Prompt(messages, options?.Instructions),
            MaxOutputTokens = options?.MaxOutputTokens ?? _options.DefaultMaxOutputTokens,
            Sampling = options?.Temperature is { } temperature and not 0 ? new TokenSampling { Temperature = temperature, Seed = Fold(options.Seed ?? 0) } : TokenSampling.Greedy,
        };
        if (!(request.Sampling.Temperature >= 0)) throw new ArgumentException($"Temperature must be at least 0 but is {request.Sampling.Temperature}.", nameof(options));
        if (request.MaxOutputTokens < 1) throw new ArgumentException($"MaxOutputTokens must be at least 1 but is {request.MaxOutputTokens}.", nameof(options));
        return (request, unsupported.Count == 0 ? null : new AdditionalPropertiesDictionary { [IgnoredOptions] = string.Join(", ", unsupported) });
    }

    /// <summary>A seed of 64 bits as one of 32; small ones stay as they are.</summary>
    private static int Fold(long seed) => unchecked((int)(seed >= 0 ? seed ^ (seed >> 32) : ~(~seed ^ (~seed >> 32))));

    private static ChatFinishReason Reason(LanguageModelResponse response) =>
        response.Generation!.Stop == GenerationStop.MaxOutputTokens ? ChatFinishReason.Length : ChatFinishReason.Stop;

    private static UsageDetails Usage(LanguageModelResponse response)
    {
        var output = response.OutputTokens ?? response.Generation!.TokenIds.Length;
        return new UsageDetails
        {
            InputTokenCount = response.PromptTokens,
            CachedInputTokenCount = response.ReusedPromptTokens,
            OutputTokenCount = output,
            TotalTokenCount = response.PromptTokens + output,
        };
    }
}
