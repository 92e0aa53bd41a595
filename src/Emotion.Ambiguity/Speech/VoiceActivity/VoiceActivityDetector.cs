namespace Emotion.Ambiguity.Speech.VoiceActivity;

/// <summary>Finds where somebody speaks, in clips and in streams of any length, without a model.</summary>
/// <remarks>
/// It hears what stands out from the noise of the last seconds, in eight bands from 180 to 4,800 Hz. That is speech where people speak; music, a dog or a
/// slamming door that lasts stand out just as well. Thread-safe.
/// </remarks>
public sealed class VoiceActivityDetector
{
    private readonly VoiceActivityOptions _options;

    /// <summary>Creates a detector.</summary>
    /// <param name="options">What counts as speech, or null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is outside its range; the message lists all that are.</exception>
    public VoiceActivityDetector(VoiceActivityOptions? options = null)
    {
        _options = options ?? new VoiceActivityOptions();
        _options.Validate();
    }

    /// <summary>Begins to read segments of speech out of a stream.</summary>
    /// <param name="samples">Mono samples in chunks of any sizes, full scale from -1 to 1; a chunk's memory may be used again once the next one is asked for.</param>
    /// <param name="sampleRateHz">Samples a second, 1,000 to 768,000 Hz.</param>
    /// <returns>The reader.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside its range.</exception>
    public SpeechSegmentReader Open(IAsyncEnumerable<ReadOnlyMemory<float>> samples, int sampleRateHz)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ThrowIfNoRate(sampleRateHz);
        return new SpeechSegmentReader(new SampleStreamSource(samples, sampleRateHz), _options);
    }

    /// <summary>Finds the speech of a clip: the segments that <see cref="Open"/> would give.</summary>
    /// <param name="audio">The clip, at any rate.</param>
    /// <returns>Where somebody speaks, in order, without overlap; empty where nobody does.</returns>
    public IReadOnlyList<SpeechRange> FindSpeech(Audio audio)
    {
        ArgumentNullException.ThrowIfNull(audio);
        var segmenter = new SpeechSegmenter(_options);
        segmenter.Add(audio.Resample(Audio.SpeechSampleRateHz).Samples.Span);
        segmenter.Complete();
        var ranges = new List<SpeechRange>();
        while (segmenter.TryTake(out var segment)) ranges.Add(new SpeechRange(segment.Start, segment.End));
        return ranges.AsReadOnly();
    }

    /// <summary>Takes the silence before the first and after the last speech away. Pauses stay.</summary>
    /// <param name="audio">The clip, at any rate.</param>
    /// <returns>What is left, at the clip's own rate and in its memory; null where nobody speaks.</returns>
    public Audio? Trim(Audio audio)
    {
        var ranges = FindSpeech(audio);
        if (ranges.Count == 0) return null;
        // Outwards, so that no part of a sample is lost; at the end of the clip a resampled one may lie half beyond it.
        var start = SampleTime.At(ranges[0].Start) * audio.SampleRateHz / Audio.SpeechSampleRateHz;
        var end = (SampleTime.At(ranges[^1].End) * audio.SampleRateHz + Audio.SpeechSampleRateHz - 1) / Audio.SpeechSampleRateHz;
        return Audio.FromSamples(audio.Samples[(int)start..(int)Math.Min(end, audio.Samples.Length)], audio.SampleRateHz);
    }

    internal static void ThrowIfNoRate(int sampleRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRateHz, 1_000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sampleRateHz, 768_000);
    }
}
