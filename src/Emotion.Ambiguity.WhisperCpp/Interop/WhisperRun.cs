using System.Runtime.InteropServices;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.WhisperCpp.Interop;

/// <summary>Transcribes the windows of one clip on one state. One caller at a time.</summary>
internal sealed unsafe class WhisperRun(WhisperContextHandle context, WhisperStateHandle state, WhisperRunSettings settings, EncoderWindow window, CancellationToken cancellationToken)
{
    private const int SampleRateHz = Audio.SpeechSampleRateHz;

    /// <summary>whisper.cpp skips clips of less than 0.1 s and guesses on those of less than 1 s.</summary>
    private const int MinSamples = SampleRateHz + (SampleRateHz / 10);

    /// <summary>whisper_full frees the state itself when it returns this.</summary>
    private const int StateFreedError = -7;

    /// <summary>A longer clip is decoded window by window; in a shorter one whisper.cpp would take the rest after a badly placed timestamp for a window of its own, and repeat itself.</summary>
    private const int MaxSingleSegmentSamples = 15 * SampleRateHz;

    private readonly WordAssembler _words = new();
    private double? _noSpeech;
    private string? _language;

    /// <summary>The words of a clip of 16 kHz.</summary>
    /// <param name="samples">The clip.</param>
    /// <param name="offset">Samples before it, which count in the words' times.</param>
    internal Transcript Transcribe(ReadOnlyMemory<float> samples, int offset)
    {
        foreach (var part in ClipWindow.Split(samples))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Compute(samples.Slice(part.Start, part.Length).Span);
            Collect(Time(offset + part.Start), Time(offset + part.Start + part.Length));
        }

        var words = _words.ToWords();
        return new Transcript { Text = _words.Text, Words = words, Language = _language, NoSpeechProbability = _noSpeech };
    }

    private void Compute(ReadOnlySpan<float> part)
    {
        if (part.Length < MinSamples)
        {
            var padded = new float[MinSamples];
            part.CopyTo(padded);
            part = padded;
        }

        using var abort = new AbortFlag();
        using var cancellation = cancellationToken.UnsafeRegister(static s => ((AbortFlag)s!).Set(), abort);
        int error;
        fixed (float* samples = part)
        fixed (byte* language = settings.LanguageUtf8)
        fixed (byte* prompt = settings.InitialPromptUtf8)
        {
            var parameters = Parameters(part.Length, (nint)language, (nint)prompt);
            abort.Attach(ref parameters);
            error = WhisperNative.Full(context, state, parameters, samples, part.Length);
        }

        if (error == StateFreedError) state.Forget();
        // An aborted call can also return 0, with the parts it had done.
        cancellationToken.ThrowIfCancellationRequested();
        if (error != 0) throw new InferenceException("whisper.cpp", $"It returned error {error}.", "Look at its messages (WhisperCppOptions.Logger); memory may have run out.");
    }

    private WhisperFullParams Parameters(int samples, nint language, nint prompt)
    {
        var beams = settings.BeamSize;
        var parameters = WhisperNative.FullDefaultParams(beams > 1 ? WhisperFullParams.BeamSearchStrategy : WhisperFullParams.GreedyStrategy);
        parameters.ThreadCount = settings.Threads;
        parameters.PrintProgress = 0;
        parameters.PrintTimestamps = 0;
        parameters.TokenTimestamps = (byte)(settings.WordTimes ? 1 : 0);
        parameters.SuppressNonSpeechTokens = 1; // "[BLANK_AUDIO]" and "(applause)" are nobody's words
        parameters.AudioContext = window == EncoderWindow.Fitted ? EncoderFrames.Fit(samples) : 0;
        parameters.Language = language;
        parameters.InitialPrompt = prompt;
        if (beams > 1) parameters.BeamSize = beams;
        if (samples <= MaxSingleSegmentSamples)
        {
            parameters.SingleSegment = 1;
            parameters.MaxTokens = 32 + (12 * samples / SampleRateHz); // nobody speaks faster: an endless repetition is cut short
        }

        return parameters;
    }

    private void Collect(TimeSpan start, TimeSpan end)
    {
        var endOfText = WhisperNative.EndOfTextToken(context);
        var segments = WhisperNative.SegmentCount(state);
        for (var segment = 0; segment < segments; segment++)
        {
            var noSpeech = Math.Clamp(WhisperNative.SegmentNoSpeechProbability(state, segment), 0f, 1f);
            _noSpeech = _noSpeech is { } lowest ? Math.Min(lowest, noSpeech) : noSpeech;
            var tokens = WhisperNative.TokenCount(state, segment);
            for (var token = 0; token < tokens; token++) Collect(segment, token, endOfText, start, end);
            _words.EndWord();
        }

        _language ??= WhisperNative.LanguageCode(WhisperNative.StateLanguage(state));
    }

    private void Collect(int segment, int token, int endOfText, TimeSpan start, TimeSpan end)
    {
        var data = WhisperNative.TokenData(state, segment, token);
        if (data.Id >= endOfText) return; // timestamps and other marks
        var text = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(WhisperNative.TokenText(context, state, segment, token));
        _words.Add(text, data.Probability, WordTime(data.Start, start, end), WordTime(data.End, start, end));
    }

    private TimeSpan? WordTime(long hundredths, TimeSpan start, TimeSpan end)
    {
        if (!settings.WordTimes) return null;
        var time = start + TimeSpan.FromMilliseconds(10 * Math.Max(hundredths, 0));
        return time < end ? time : end;
    }

    private static TimeSpan Time(int samples) => TimeSpan.FromSeconds((double)samples / SampleRateHz);
}
