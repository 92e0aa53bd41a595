using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Threading.Channels;

namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>One request on its way through the scheduler: what is asked, how far it is, and what came out.</summary>
/// <remarks>Only the scheduler's thread touches it between submission and completion, save <see cref="IsCancelled"/>.</remarks>
internal sealed class InferenceJob
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ContinuationTrees _continuations;
    private readonly long _submitted = Stopwatch.GetTimestamp();
    private long _started;

    // Borrowed, because an answer's length is not known: growing would leave as much to the collector as the answer takes.
    private float[] _logits = [];
    private int[] _tokens = [];
    private int _capacity;

    public InferenceJob(LanguageModelRequest request, TokenizedPrompt prompt, ContinuationTrees continuations, CancellationToken cancellationToken)
    {
        Request = request;
        Prompt = prompt;
        CancellationToken = cancellationToken;
        _continuations = continuations;
        Scores = continuations.Count == 0 ? [] : new ContinuationScore[continuations.Count];
        NodeLogLikelihoods = continuations.DecodedNodes == 0 ? [] : new double[1 + continuations.DecodedNodes];
        Random = request.Sampling.Temperature > 0 ? new Random(request.Sampling.Seed) : null;
        FirstState = request.HiddenState switch
        {
            HiddenStateKind.LastPosition => prompt.Length - 1,
            HiddenStateKind.MeanOfUtterance => prompt.SharedTokens,
            _ => prompt.Length,
        };
        Cells = prompt.Length + request.MaxOutputTokens + continuations.DecodedNodes;
    }

    public LanguageModelRequest Request { get; }

    public TokenizedPrompt Prompt { get; }

    public CancellationToken CancellationToken { get; }

    public Task Completion => _completion.Task;

    /// <summary>Told each generated token, or null. Must be unbounded and continue asynchronously: the decoder's thread waits for nobody.</summary>
    public ChannelWriter<int>? OutputListener { get; init; }

    public bool IsCancelled => CancellationToken.IsCancellationRequested;

    /// <summary>Random numbers of this request alone, so that its answer does not depend on what runs beside it; null when greedy.</summary>
    public Random? Random { get; }

    /// <summary>The first position of the prompt whose hidden state is wanted; those after it are wanted too. The prompt's length where none is.</summary>
    public int FirstState { get; }

    /// <summary>The hidden states read so far, added up; empty while none was.</summary>
    public double[] StateSum { get; private set; } = [];

    // What it takes while it is active.
    public int Cells { get; }

    public int TreeSequences => _continuations.SequenceCount;

    public int TakenCells { get; set; }

    /// <summary>How many of them hold something by now.</summary>
    public int UsedCells => Math.Max(0, PromptPosition - (Prefix?.Tokens.Length ?? 0)) + DecodedOutputTokens + DecodedTreeNodes;

    public int Sequence { get; set; } = -1;

    public PrefixCache.Prefix? Prefix { get; set; }

    // How far it is.

    /// <summary>Positions of the prompt that are in the cache.</summary>
    public int PromptPosition { get; set; }

    public int ReusedTokens { get; set; }

    /// <summary>The run of the prompt and the position in it that come next.</summary>
    public (int Run, int Offset) NextInPrompt { get; set; }

    public bool PromptDone => PromptPosition == Prompt.Length;

    public bool GenerationDone { get; set; }

    /// <summary>The token to decode next while generating; its position is the prompt's length + <see cref="DecodedOutputTokens"/>.</summary>
    public int PendingToken { get; set; } = -1;

    public int DecodedOutputTokens { get; set; }

    public int OutputTokenCount { get; private set; }

    public GenerationStop Stop { get; set; } = GenerationStop.EndOfAnswer;

    // The label tree that is being decoded.
    public ImmutableArray<ContinuationTree> Trees => _continuations.Trees;

    /// <summary>Tokens of the longest continuation.</summary>
    public int LongestContinuation => _continuations.Longest;

    public int TreeIndex { get; set; }

    /// <summary>Sequences for the largest tree, held while the request is active so that it can always go on.</summary>
    public int[] TreeSequenceIds { get; set; } = [];

    /// <summary>Whether the current tree's sequences hold the prompt.</summary>
    public bool TreeForked { get; set; }

    public int NextTreeNode { get; set; }

    /// <summary>The nodes of earlier trees that were decoded.</summary>
    public int DecodedTreeNodes { get; set; }

    public bool ScoringDone => TreeIndex == Trees.Length;

    /// <summary>One for each continuation.</summary>
    public ContinuationScore[] Scores { get; }

    /// <summary>Log-probability of all tokens up to each decoded node, in nats, by <see cref="ContinuationTree.Node.Slot"/>.</summary>
    public double[] NodeLogLikelihoods { get; }

    /// <summary>The answer, once the request is complete.</summary>
    public int[] OutputTokens { get; private set; } = [];

    /// <summary>The logits of its steps, one row after the other.</summary>
    public float[] OutputLogits { get; private set; } = [];

    public TimeSpan QueueTime => Stopwatch.GetElapsedTime(_submitted, _started);

    /// <summary>Time since it was submitted.</summary>
    public TimeSpan Age => Stopwatch.GetElapsedTime(_submitted);

    public TimeSpan ComputeTime { get; private set; }

    public void Start() => _started = Stopwatch.GetTimestamp();

    /// <summary>Appends a generated token and hands out the row for its logits.</summary>
    public Span<float> AppendOutput(int token)
    {
        var width = Request.LogitTokenIds.Length;
        if (OutputTokenCount == _capacity) Grow(width);
        _tokens[OutputTokenCount] = token;
        OutputListener?.TryWrite(token);
        return _logits.AsSpan(OutputTokenCount++ * width, width);
    }

    public void AddState(ReadOnlySpan<float> state)
    {
        if (StateSum.Length == 0) StateSum = new double[state.Length];
        for (var i = 0; i < state.Length; i++) StateSum[i] += state[i];
    }

    public void Complete()
    {
        ComputeTime = Stopwatch.GetElapsedTime(_started);
        OutputTokens = _tokens.AsSpan(0, OutputTokenCount).ToArray();
        OutputLogits = _logits.AsSpan(0, OutputTokenCount * Request.LogitTokenIds.Length).ToArray();
        ReturnBuffers();
        _completion.TrySetResult();
    }

    public void Fail(Exception exception)
    {
        ReturnBuffers();
        if (exception is OperationCanceledException) _completion.TrySetCanceled(CancellationToken);
        else _completion.TrySetException(exception);
    }

    private void Grow(int width)
    {
        _capacity = Math.Min(Request.MaxOutputTokens, Math.Max(8, _capacity * 2));
        Grow(ref _tokens, OutputTokenCount, _capacity);
        Grow(ref _logits, OutputTokenCount * width, _capacity * width);
    }

    private static void Grow<T>(ref T[] buffer, int used, int needed)
    {
        if (needed <= buffer.Length) return;
        var larger = ArrayPool<T>.Shared.Rent(needed);
        buffer.AsSpan(0, used).CopyTo(larger);
        Return(ref buffer);
        buffer = larger;
    }

    // On the thread that borrowed them: another one's pool would keep them for itself.
    private void ReturnBuffers()
    {
        Return(ref _tokens);
        Return(ref _logits);
    }

    private static void Return<T>(ref T[] buffer)
    {
        if (buffer.Length > 0) ArrayPool<T>.Shared.Return(buffer);
        buffer = [];
    }
}
