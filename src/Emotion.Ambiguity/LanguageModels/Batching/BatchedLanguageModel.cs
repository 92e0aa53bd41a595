using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using Emotion.Ambiguity.Diagnostics;
using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>
/// A language model on top of an in-process decoder. Requests from all threads share its batches, prompt beginnings that they have in
/// common are computed once, and label continuations are decoded as a tree.
/// </summary>
/// <remarks>Thread-safe. The decoder is driven from one thread of its own. Owns the decoder and disposes it.</remarks>
public sealed class BatchedLanguageModel : IStreamingLanguageModel
{
    private readonly ITokenDecoder _decoder;
    private readonly IModelVocabulary _tokenizer;
    private readonly IChatTemplate _template;
    private readonly RecurringTokens _recurring;
    private readonly RecurringContinuations _continuations;
    private readonly BatchScheduler _scheduler;
    private int _disposed;

    /// <summary>Puts a language model on a decoder.</summary>
    /// <param name="decoder">The engine; from now on used and disposed by this object alone.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="template">The model's chat layout.</param>
    /// <param name="info">What the model is.</param>
    /// <param name="options">How requests share the decoder, or null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message names all such options.</exception>
    public BatchedLanguageModel(ITokenDecoder decoder, IModelVocabulary tokenizer, IChatTemplate template, LanguageModelInfo info, BatchingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(info);
        options ??= new BatchingOptions();
        var faults = new List<string>();
        options.Validate(faults);
        if (decoder.MaxSequences < 3) faults.Add($"The decoder has {decoder.MaxSequences} sequences, but at least 3 are needed: a prefix, a prompt and a continuation.");
        if (info.Supports(LanguageModelCapabilities.HiddenStates) && decoder is not IHiddenStateDecoder)
            faults.Add($"The info names the capability {LanguageModelCapabilities.HiddenStates}, but the decoder is no {nameof(IHiddenStateDecoder)}.");
        OptionFaults.Throw(nameof(BatchingOptions), faults, nameof(options));
        (_decoder, _tokenizer, _template, Info) = (decoder, tokenizer, template, info);
        _recurring = new RecurringTokens(tokenizer);
        _scheduler = new BatchScheduler(decoder, tokenizer, options);
        _continuations = new RecurringContinuations(_scheduler.MaxTreeSequences);
        ModelQueues.Add(this, info.ModelId, () => _scheduler.QueueLength);
    }

    /// <inheritdoc/>
    public LanguageModelInfo Info { get; }

    /// <summary>The model's tokenizer.</summary>
    public IModelVocabulary Tokenizer => _tokenizer;

    /// <inheritdoc/>
    ITokenizer ILanguageModel.Tokenizer => _tokenizer;

    /// <inheritdoc/>
    public Task<LanguageModelResponse> RunAsync(LanguageModelRequest request, CancellationToken cancellationToken = default) =>
        RunAsync(request, null, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<GenerationUpdate> StreamAsync(LanguageModelRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var tokens = Channel.CreateUnbounded<int>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        var running = RunAndCloseAsync(request, tokens.Writer, stop.Token);
        try
        {
            var text = new TokenTextStream(_tokenizer);
            await foreach (var token in tokens.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                // What was written before the cancellation is not handed out after it, also where the answer is done already.
                cancellationToken.ThrowIfCancellationRequested();
                if (text.Append(token) is { Length: > 0 } added) yield return new GenerationUpdate(added, null);
            }

            var response = await running.ConfigureAwait(false);
            yield return new GenerationUpdate(response.Generation is { } answer && answer.Text.Length > text.Length ? answer.Text[text.Length..] : "", response);
        }
        finally
        {
            // Also when the caller leaves early: nothing may go on behind its back.
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Stops the computation, ends requests under way with <see cref="ObjectDisposedException"/>, and frees the decoder.</summary>
    /// <returns>A task that ends when all is freed.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        ModelQueues.Remove(this);
        await _scheduler.DisposeAsync().ConfigureAwait(false);
        _decoder.Dispose();
    }

    private async Task<LanguageModelResponse> RunAndCloseAsync(LanguageModelRequest request, ChannelWriter<int> tokens, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(request, tokens, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            tokens.Complete();
        }
    }

    private async Task<LanguageModelResponse> RunAsync(LanguageModelRequest request, ChannelWriter<int>? tokens, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        cancellationToken.ThrowIfCancellationRequested();
        Check(request);
        var prompt = TokenizedPrompt.Create(request.Prompt, _template, _tokenizer, _recurring);
        var job = new InferenceJob(request, prompt, _continuations.Of(request.Continuations), cancellationToken) { OutputListener = tokens };
        CheckFits(job);
        var registration = cancellationToken.UnsafeRegister(static state => { var (scheduler, job) = ((BatchScheduler, InferenceJob))state!; scheduler.OnCancelled(job); }, (_scheduler, job));
        await using (registration.ConfigureAwait(false))
        {
            _scheduler.Submit(job);
            await job.Completion.ConfigureAwait(false);
        }

        return ToResponse(job);
    }

    private void Check(LanguageModelRequest request)
    {
        request.Check(Info, _tokenizer.VocabularySize);
        foreach (var message in request.Prompt.Messages)
        {
            foreach (var part in message.Parts)
            {
                if (part is EmbeddingPart sound && sound.Width != _decoder.EmbeddingWidth)
                    throw new ArgumentException($"The embeddings have {sound.Width} floats a row, but {Info.ModelId} needs {_decoder.EmbeddingWidth}. Use the projector that was trained with this model.", nameof(request));
            }
        }
    }

    private void CheckFits(InferenceJob job)
    {
        var longest = Math.Max(job.Request.MaxOutputTokens, job.LongestContinuation);
        if (job.Prompt.Length + longest > _decoder.SequenceTokens) throw new ContextOverflowException(job.Prompt.Length + longest, _decoder.SequenceTokens);
        if (job.Cells > _decoder.CacheTokens) throw new ContextOverflowException(job.Cells, _decoder.CacheTokens);
    }

    private LanguageModelResponse ToResponse(InferenceJob job) => new()
    {
        Generation = job.Request.MaxOutputTokens == 0 ? null : ToGeneration(job),
        ContinuationScores = ImmutableCollectionsMarshal.AsImmutableArray(job.Scores),
        HiddenState = job.StateSum.Length == 0 ? [] : Mean(job.StateSum, job.Prompt.Length - job.FirstState),
        PromptTokens = job.Prompt.Length,
        ReusedPromptTokens = job.ReusedTokens,
        QueueTime = job.QueueTime,
        ComputeTime = job.ComputeTime,
    };

    private static float[] Mean(double[] sums, int count) => Array.ConvertAll(sums, sum => (float)(sum / count));

    private Generation ToGeneration(InferenceJob job)
    {
        var steps = job.Request.LogitTokenIds.IsEmpty ? StepLogits.None : new StepLogits(job.Request.LogitTokenIds, job.OutputLogits);
        return new Generation(_tokenizer.Detokenize(job.OutputTokens), job.OutputTokens, steps, job.Stop);
    }
}
