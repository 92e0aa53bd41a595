using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Diagnostics;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Speech.Cues;

namespace Emotion.Ambiguity.Recognition.Pipeline;

/// <summary>Sound in, all that a prompt is written from: words, embeddings, and what the prompt wants to know beside them. Thread-safe.</summary>
internal sealed class ListeningStage
{
    private readonly ITranscriber? _transcriber;
    private readonly IAudioEncoder? _encoder;
    private readonly RecognizerOptions _options;
    private readonly RecognitionTelemetry _telemetry;
    private readonly CueDescriber? _cues;

    public ListeningStage(ITranscriber? transcriber, IAudioEncoder? encoder, RecognizerOptions options, RecognitionTelemetry telemetry)
    {
        (_transcriber, _encoder, _options, _telemetry) = (transcriber, encoder, options, telemetry);
        _cues = options.Prompt.Needs.HasFlag(PromptNeeds.Cues) ? options.Cues ?? new CueDescriber() : null;
        Mode = options.Input ?? (encoder is null ? InputMode.Transcript : transcriber is null ? InputMode.Audio : InputMode.Both);
        if (Mode != InputMode.Transcript && encoder is null)
            throw new ArgumentException($"RecognizerOptions: Input is {Mode}, but there is no audio encoder. Create the recognizer with one, or use InputMode.Transcript.", nameof(options));
    }

    /// <summary>What the model gets of sound.</summary>
    public InputMode Mode { get; }

    /// <summary>The windows of an utterance, in order.</summary>
    public IAsyncEnumerable<HeardWindow> ListenAsync(Utterance utterance, CancellationToken cancellationToken) =>
        utterance.HasSound ? ListenToSoundAsync(utterance, cancellationToken) : ReadWordsAsync(utterance, cancellationToken);

    private async IAsyncEnumerable<HeardWindow> ReadWordsAsync(Utterance utterance, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Mode == InputMode.Audio)
            throw new InvalidOperationException("The utterance is words, but Input is Audio, so the model would be given nothing. Give the sound, or use another InputMode.");
        var input = await CompleteAsync(new PromptInput(utterance.Text, _options.Taxonomy), utterance, cancellationToken).ConfigureAwait(false);
        yield return new HeardWindow(input);
    }

    private async IAsyncEnumerable<HeardWindow> ListenToSoundAsync(Utterance utterance, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Mode != InputMode.Audio && utterance.Text is null && _transcriber is null)
            throw new InvalidOperationException("The utterance is sound, but this recognizer has no transcriber. Create it with one, or give the words with Utterance.FromText or Utterance.WithText.");
        var source = await UtteranceSound.OpenAsync(utterance, new AudioWindowOptions { MaxDuration = _options.MaxWindow }, cancellationToken).ConfigureAwait(false);
        await using var disposal = source.ConfigureAwait(false);
        var isFirst = true;
        await foreach (var window in source.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!isFirst && utterance.Text is not null)
                throw new InvalidOperationException($"The words were given for a clip that is longer than MaxWindow ({_options.MaxWindow}), so it is not known which belong to which window. Cut the clip, or raise MaxWindow.");
            isFirst = false;
            yield return await ListenAsync(utterance, window, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<HeardWindow> ListenAsync(Utterance utterance, AudioWindow window, CancellationToken cancellationToken)
    {
        // Both at once: they are two engines.
        var encoding = Mode == InputMode.Transcript ? null : EncodeAsync(window, cancellationToken);
        var transcribing = Mode == InputMode.Audio || utterance.Text is not null ? null : TranscribeAsync(window, cancellationToken);
        await Task.WhenAll(encoding ?? Task.CompletedTask, transcribing ?? Task.CompletedTask).ConfigureAwait(false);
        var (embeddings, encodingTime) = encoding is null ? default : await encoding.ConfigureAwait(false);
        var (transcript, transcriptionTime) = transcribing is null ? default : await transcribing.ConfigureAwait(false);

        var words = Mode == InputMode.Audio ? null : utterance.Text ?? transcript!.Text;
        var cues = _cues is null ? null : await Task.Run(() => _cues.Describe(window.Audio, transcript, utterance.Speaker, cancellationToken), cancellationToken).ConfigureAwait(false);
        var input = await CompleteAsync(new PromptInput(words, _options.Taxonomy) { Audio = embeddings, Cues = cues }, utterance, cancellationToken).ConfigureAwait(false);
        return new HeardWindow(input)
        {
            Start = window.Start,
            Duration = window.Audio.Duration,
            Transcript = transcript,
            TranscriptionTime = transcriptionTime,
            EncodingTime = encodingTime,
        };
    }

    /// <summary>Adds what the prompt wants to know beside the utterance.</summary>
    private async Task<PromptInput> CompleteAsync(PromptInput input, Utterance utterance, CancellationToken cancellationToken)
    {
        var needs = _options.Prompt.Needs;
        if (needs.HasFlag(PromptNeeds.Context)) input = input with { Context = utterance.Context };
        if (needs.HasFlag(PromptNeeds.Examples) && input.Text is { } words)
            input = input with { Examples = Checked(await _options.Examples!.FindAsync(words, _options.Prompt.ExampleCount, cancellationToken).ConfigureAwait(false)) };
        return input;
    }

    private ImmutableArray<LabelledExample> Checked(ImmutableArray<LabelledExample> examples)
    {
        foreach (var example in examples)
        {
            if (!example.Votes.Taxonomy.Equals(_options.Taxonomy))
                throw new InvalidOperationException($"An example's votes are over {example.Votes.Taxonomy}, but the recognizer's taxonomy is {_options.Taxonomy}. Use examples over the same labels.");
        }

        return examples;
    }

    private async Task<(AudioEmbeddings? Embeddings, TimeSpan Time)> EncodeAsync(AudioWindow window, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var activity = RecognitionTelemetry.StartEncoding(_encoder!.Info, window.Audio);
        try
        {
            var embeddings = await _encoder.EncodeAsync(window.Audio, cancellationToken).ConfigureAwait(false);
            var time = Stopwatch.GetElapsedTime(started);
            RecognitionTelemetry.Encoded(_encoder.Info, time);
            return (embeddings, time);
        }
        catch (Exception fault)
        {
            _telemetry.Mark(activity, fault);
            throw;
        }
    }

    private async Task<(Transcript? Transcript, TimeSpan Time)> TranscribeAsync(AudioWindow window, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var activity = RecognitionTelemetry.StartTranscription(_transcriber!.Info, window.Audio);
        try
        {
            var transcript = await _transcriber.TranscribeAsync(window.Audio, cancellationToken).ConfigureAwait(false);
            var time = Stopwatch.GetElapsedTime(started);
            RecognitionTelemetry.Transcribed(_transcriber.Info, time);
            return (transcript, time);
        }
        catch (Exception fault)
        {
            _telemetry.Mark(activity, fault);
            throw;
        }
    }
}
