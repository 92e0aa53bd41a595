using System.Collections.Concurrent;
using System.Collections.Immutable;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Testing;

/// <summary>A language model without a model file: answers by a function of the prompt, and remembers what it was asked.</summary>
/// <remarks>Thread-safe as long as the function is.</remarks>
public sealed class ScriptedLanguageModel : ILanguageModel
{
    private readonly Func<LanguageModelRequest, ScriptedAnswer> _script;
    private readonly ConcurrentQueue<LanguageModelRequest> _requests = new();
    private readonly Utf8Tokenizer _tokenizer = new();
    private int _disposed;

    /// <summary>Creates a model that always gives the same answer.</summary>
    /// <param name="answer">The answer.</param>
    public ScriptedLanguageModel(string answer) : this(_ => new ScriptedAnswer(answer))
    {
    }

    /// <summary>Creates a model.</summary>
    /// <param name="script">What to answer; may throw what an engine would throw.</param>
    public ScriptedLanguageModel(Func<LanguageModelRequest, ScriptedAnswer> script)
    {
        ArgumentNullException.ThrowIfNull(script);
        _script = script;
    }

    /// <inheritdoc/>
    public LanguageModelInfo Info { get; init; } = new()
    {
        ModelId = "scripted",
        Engine = "script",
        Capabilities = LanguageModelCapabilities.StepLogits | LanguageModelCapabilities.ContinuationScores | LanguageModelCapabilities.Tokenizer,
    };

    /// <inheritdoc/>
    public ITokenizer? Tokenizer => Info.Supports(LanguageModelCapabilities.Tokenizer) ? _tokenizer : null;

    /// <summary>The requests so far, in the order of their arrival.</summary>
    public IReadOnlyCollection<LanguageModelRequest> Requests => _requests;

    /// <summary>Whether it was disposed.</summary>
    public bool IsDisposed => Volatile.Read(ref _disposed) != 0;

    /// <inheritdoc/>
    public async Task<LanguageModelResponse> RunAsync(LanguageModelRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        request.Check(Info, Utf8Tokenizer.Size);
        _requests.Enqueue(request);
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        var answer = _script(request);
        return new LanguageModelResponse
        {
            Generation = request.MaxOutputTokens == 0 ? null : Generate(request, answer),
            ContinuationScores = request.Continuations.Select(c => new ContinuationScore(answer.LogLikelihood(_tokenizer.Detokenize(c.Span)), c.Length)).ToImmutableArray(),
            HiddenState = request.HiddenState == HiddenStateKind.None ? default : answer.HiddenState,
            PromptTokens = request.Prompt.Messages.Sum(m => _tokenizer.Tokenize(m.Text).Length),
        };
    }

    /// <summary>Makes later requests fail with <see cref="ObjectDisposedException"/>.</summary>
    /// <returns>A completed task.</returns>
    public ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _disposed, 1);
        return ValueTask.CompletedTask;
    }

    private Generation Generate(LanguageModelRequest request, ScriptedAnswer answer)
    {
        var tokens = _tokenizer.Tokenize(answer.Text);
        var stop = tokens.Length >= request.MaxOutputTokens ? GenerationStop.MaxOutputTokens : GenerationStop.EndOfAnswer;
        if (tokens.Length > request.MaxOutputTokens) tokens = tokens[..request.MaxOutputTokens];
        var logits = new List<float>();
        for (var step = 0; step < tokens.Length; step++)
        {
            foreach (var id in request.LogitTokenIds.Span) logits.Add(answer.Logit(step, id));
        }

        var table = request.LogitTokenIds.IsEmpty ? StepLogits.None : new StepLogits(request.LogitTokenIds, logits.ToArray());
        return new Generation(_tokenizer.Detokenize(tokens), tokens, table, stop);
    }
}
