using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.WhisperCpp;
using Whisper.net;

namespace Emotion.Ambiguity.WhisperNet;

/// <summary>Transcribes one clip, window by window. One caller at a time.</summary>
internal sealed class ClipRun(WhisperFactory factory, WhisperNetOptions options)
{
    private const int SampleRateHz = Audio.SpeechSampleRateHz;

    /// <summary>whisper.cpp skips clips of less than 0.1 s and guesses on those of less than 1 s.</summary>
    private const int MinSamples = SampleRateHz + (SampleRateHz / 10);

    /// <summary>A longer clip is decoded window by window; in a shorter one whisper.cpp would take the rest after a badly placed timestamp for a window of its own, and repeat itself.</summary>
    private const int MaxSingleSegmentSamples = 15 * SampleRateHz;

    private readonly WordCollector _words = new();
    private double? _noSpeech;
    private string? _language;

    public async Task<Transcript> TranscribeAsync(Audio audio, CancellationToken cancellationToken)
    {
        var samples = audio.SampleRateHz == SampleRateHz ? audio.Samples : audio.Resample(SampleRateHz).Samples;
        foreach (var window in ClipWindow.Split(samples)) await ComputeAsync(samples, window, cancellationToken).ConfigureAwait(false);
        return new Transcript { Text = _words.Text, Words = _words.ToWords(), Language = _language, NoSpeechProbability = _noSpeech };
    }

    private async Task ComputeAsync(ReadOnlyMemory<float> samples, ClipWindow window, CancellationToken cancellationToken)
    {
        var processor = Build(window.Length);

        // Whisper.net gives up at once when it is cancelled; leaving this block waits until the native call has ended as well.
        await using (processor.ConfigureAwait(false))
        {
            try
            {
                var (start, end) = (Time(window.Start), Time(window.Start + window.Length));
                var segments = processor.ProcessAsync(Padded(samples.Slice(window.Start, window.Length)), cancellationToken);
                await foreach (var segment in segments.ConfigureAwait(false)) Collect(segment, start, end);
            }
            catch (WhisperProcessingException fault)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw new InferenceException("Whisper.net", fault.Message, "Look at its messages (Whisper.net.Logger.LogProvider); memory may have run out.", fault);
            }
        }
    }

    private WhisperProcessor Build(int samples)
    {
        var builder = factory.CreateBuilder().WithThreads(options.ThreadsForEachClip).WithTokenTimestamps();
        if (options.BeamSize > 1) builder.WithBeamSearchSamplingStrategy(beams => beams.WithBeamSize(options.BeamSize));
        else builder.WithGreedySamplingStrategy();
        if (options.Language is { } language) builder.WithLanguage(language);
        else if (options.KnowsManyLanguages) builder.WithLanguageDetection();
        else builder.WithLanguage("en");

        // Nobody speaks faster than 12 tokens a second: an endless repetition is cut short.
        if (samples <= MaxSingleSegmentSamples) builder.WithSingleSegment().WithMaxTokensPerSegment(32 + (12 * samples / SampleRateHz));
        options.Configure?.Invoke(builder);
        return builder.Build();
    }

    private void Collect(SegmentData segment, TimeSpan start, TimeSpan end)
    {
        var noSpeech = Math.Clamp(segment.NoSpeechProbability, 0f, 1f);
        _noSpeech = _noSpeech is { } lowest ? Math.Min(lowest, noSpeech) : noSpeech;
        _language ??= string.IsNullOrEmpty(segment.Language) ? null : segment.Language;
        _words.Add(segment, start, end);
    }

    private static ReadOnlyMemory<float> Padded(ReadOnlyMemory<float> samples)
    {
        if (samples.Length >= MinSamples) return samples;
        var padded = new float[MinSamples];
        samples.CopyTo(padded);
        return padded;
    }

    private static TimeSpan Time(int samples) => TimeSpan.FromSeconds((double)samples / SampleRateHz);
}
