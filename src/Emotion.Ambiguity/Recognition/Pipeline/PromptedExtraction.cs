using System.Collections.Immutable;
using Emotion.Ambiguity.Diagnostics;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Prompting;

namespace Emotion.Ambiguity.Recognition.Pipeline;

/// <summary>An utterance in, what every extractor read out: one request to the language model serves all extractors, save for answers that are drawn at random. Thread-safe.</summary>
internal sealed class PromptedExtraction
{
    private readonly ILanguageModel _model;
    private readonly RecognizerOptions _options;
    private readonly RecognitionTelemetry _telemetry;
    private readonly ImmutableArray<Prepared> _extractors;
    private readonly ReadOnlyMemory<int> _logitTokenIds;
    private readonly ImmutableArray<ReadOnlyMemory<int>> _continuations;
    private readonly ImmutableArray<SampledAnswers> _samples;
    private readonly ImmutableArray<HiddenStateKind> _states;
    private readonly int _maxOutputTokens;
    private readonly bool _needsAnswer;
    private readonly bool _needsEmptyUtterance;
    private readonly bool _needsOneRequest;
    private readonly object _emptyUtteranceGate = new();
    private Task<LanguageModelResponse>? _emptyUtterance;

    public PromptedExtraction(ILanguageModel model, RecognizerOptions options, RecognitionTelemetry telemetry)
    {
        (_model, _options, _telemetry) = (model, options, telemetry);
        var context = new ExtractionContext(options.Taxonomy, options.Prompt.AnswerKind, model.Info, model.Tokenizer) { PromptName = options.Prompt.Name };
        var prepared = ImmutableArray.CreateBuilder<Prepared>();
        var continuations = ImmutableArray.CreateBuilder<ReadOnlyMemory<int>>();
        foreach (var extractor in options.Extractors)
        {
            var reader = extractor.Prepare(context);
            prepared.Add(new Prepared(extractor.Name, reader, continuations.Count));
            continuations.AddRange(reader.Needs.Continuations);
        }

        _extractors = prepared.ToImmutable();
        _continuations = continuations.ToImmutable();
        _logitTokenIds = _extractors.SelectMany(e => e.Reader.Needs.LogitTokenIds).Distinct().Order().ToArray();
        _samples = [.. _extractors.Select(e => e.Reader.Needs.Samples).OfType<SampledAnswers>().GroupBy(s => s.Temperature).Select(g => g.MaxBy(s => s.Count)!)];
        _states = [.. _extractors.Select(e => e.Reader.Needs.HiddenState).Where(k => k != HiddenStateKind.None).Distinct()];
        _maxOutputTokens = options.MaxOutputTokens ?? 16 + (12 * options.Taxonomy.Count);
        _needsAnswer = _extractors.Any(e => e.Reader.Needs.Generation);
        _needsEmptyUtterance = _extractors.Any(e => e.Reader.Needs.EmptyUtteranceScores);
        _needsOneRequest = _samples.IsEmpty && _states.IsEmpty;
    }

    public async Task<ExtractionRun> RunAsync(PromptInput input, CancellationToken cancellationToken)
    {
        var request = new LanguageModelRequest
        {
            Prompt = _options.Prompt.Render(input),
            MaxOutputTokens = _needsAnswer ? _maxOutputTokens : 0,
            LogitTokenIds = _logitTokenIds,
            Continuations = _continuations,
            HiddenState = _states.IsEmpty ? HiddenStateKind.None : _states[0],
        };
        var gathered = await GatherAsync(request, cancellationToken).ConfigureAwait(false);
        var run = new ExtractionRun(Extract(gathered), gathered.Generation, gathered.Response, Retries: 0);
        return run.Primary.IsValid || gathered.Generation is null ? run : await RetryAsync(request, run, gathered, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Computes all that the extractors need, drawn answers beside the likeliest one.</summary>
    private async Task<Gathered> GatherAsync(LanguageModelRequest request, CancellationToken cancellationToken)
    {
        if (_needsOneRequest) return await GatherFromOneAsync(request, cancellationToken).ConfigureAwait(false);
        var drawn = _samples.Select(s => DrawAsync(request, s, cancellationToken)).ToArray();
        var isAsked = _needsAnswer || !_continuations.IsEmpty || !_states.IsEmpty || drawn.Length == 0;
        var asked = isAsked ? AskAsync(request, cancellationToken) : null;

        // A request hands out one hidden state; a second kind is a request of its own.
        var others = _states.Skip(1).Select(kind => AskAsync(
            request with { HiddenState = kind, MaxOutputTokens = 0, LogitTokenIds = default, Continuations = [] }, cancellationToken)).ToArray();
        await Task.WhenAll([.. drawn, .. others, .. asked is null ? (IEnumerable<Task>)[] : [asked]]).ConfigureAwait(false);

        var samples = new Dictionary<double, ImmutableArray<Generation>>();
        for (var i = 0; i < drawn.Length; i++) samples.Add(_samples[i].Temperature, [.. (await drawn[i].ConfigureAwait(false)).Select(r => r.Generation!)]);
        var response = asked is not null ? await asked.ConfigureAwait(false) : (await drawn[0].ConfigureAwait(false))[0];
        var emptyUtterance = _needsEmptyUtterance ? await ScoreEmptyUtteranceAsync(cancellationToken).ConfigureAwait(false) : null;
        var states = new Dictionary<HiddenStateKind, ReadOnlyMemory<float>>();
        if (!_states.IsEmpty) states.Add(_states[0], response.HiddenState);
        for (var i = 0; i < others.Length; i++) states.Add(_states[i + 1], (await others[i].ConfigureAwait(false)).HiddenState);
        return new Gathered(response, isAsked ? response.Generation : null, emptyUtterance, samples, states);
    }

    private async Task<Gathered> GatherFromOneAsync(LanguageModelRequest request, CancellationToken cancellationToken)
    {
        var response = await AskAsync(request, cancellationToken).ConfigureAwait(false);
        var emptyUtterance = _needsEmptyUtterance ? await ScoreEmptyUtteranceAsync(cancellationToken).ConfigureAwait(false) : null;
        return new Gathered(response, response.Generation, emptyUtterance, ImmutableDictionary<double, ImmutableArray<Generation>>.Empty, ImmutableDictionary<HiddenStateKind, ReadOnlyMemory<float>>.Empty);
    }

    private Task<LanguageModelResponse[]> DrawAsync(LanguageModelRequest request, SampledAnswers samples, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(1, samples.Count).Select(seed => AskAsync(
            request with
            {
                MaxOutputTokens = _maxOutputTokens,
                Sampling = new TokenSampling { Temperature = samples.Temperature, Seed = seed },
                Continuations = [],
                LogitTokenIds = default,
                HiddenState = HiddenStateKind.None,
            },
            cancellationToken)));

    private async Task<LanguageModelResponse> AskAsync(LanguageModelRequest request, CancellationToken cancellationToken)
    {
        using var activity = _telemetry.StartModel();
        try
        {
            var response = await _model.RunAsync(request, cancellationToken).ConfigureAwait(false);
            _telemetry.Answered(activity, response);
            return response;
        }
        catch (Exception fault)
        {
            _telemetry.Mark(activity, fault);
            throw;
        }
    }

    /// <summary>Asks again with sampling while the primary extractor cannot read the answer; scores and drawn answers are kept, they would not change.</summary>
    private async Task<ExtractionRun> RetryAsync(LanguageModelRequest request, ExtractionRun run, Gathered gathered, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= _options.InvalidAnswers.Retries; attempt++)
        {
            var sampling = new TokenSampling { Temperature = _options.InvalidAnswers.RetryTemperature, Seed = attempt };
            var again = await AskAsync(request with { Sampling = sampling, Continuations = [], HiddenState = HiddenStateKind.None }, cancellationToken).ConfigureAwait(false);
            run = run with { Extractions = Extract(gathered with { Generation = again.Generation }), Generation = again.Generation, Retries = attempt };
            if (run.Primary.IsValid) break;
        }

        return run;
    }

    private ImmutableArray<NamedExtraction> Extract(Gathered gathered)
    {
        var extractions = ImmutableArray.CreateBuilder<NamedExtraction>(_extractors.Length);
        foreach (var (name, reader, firstContinuation) in _extractors)
        {
            var needs = reader.Needs;
            extractions.Add(new NamedExtraction(name, reader.Extract(new ExtractionEvidence
            {
                Generation = gathered.Generation,
                ContinuationScores = needs.Continuations.IsEmpty ? [] : gathered.Response.ContinuationScores.Slice(firstContinuation, needs.Continuations.Length),
                EmptyUtteranceScores = needs.EmptyUtteranceScores ? gathered.EmptyUtterance!.ContinuationScores.Slice(firstContinuation, needs.Continuations.Length) : [],
                HiddenState = needs.HiddenState == HiddenStateKind.None ? default : gathered.States[needs.HiddenState],
                Samples = needs.Samples is { } samples ? gathered.Samples[samples.Temperature][..samples.Count] : [],
            })));
        }

        return extractions.MoveToImmutable();
    }

    /// <summary>What the labels score without any words: the same for all utterances, so it is computed once; a failure is not kept.</summary>
    private async Task<LanguageModelResponse> ScoreEmptyUtteranceAsync(CancellationToken cancellationToken)
    {
        Task<LanguageModelResponse> scores;
        lock (_emptyUtteranceGate)
        {
            if (_emptyUtterance is null or { IsFaulted: true } or { IsCanceled: true })
            {
                // Not bound to this caller's token: others wait for the same scores.
                _emptyUtterance = AskAsync(
                    new LanguageModelRequest { Prompt = _options.Prompt.Render(new PromptInput("", _options.Taxonomy)), Continuations = _continuations },
                    CancellationToken.None);
            }

            scores = _emptyUtterance;
        }

        return await scores.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private sealed record Gathered(
        LanguageModelResponse Response,
        Generation? Generation,
        LanguageModelResponse? EmptyUtterance,
        IReadOnlyDictionary<double, ImmutableArray<Generation>> Samples,
        IReadOnlyDictionary<HiddenStateKind, ReadOnlyMemory<float>> States);

    private sealed record Prepared(string Name, IPreparedExtractor Reader, int FirstContinuation);
}
