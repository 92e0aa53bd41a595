namespace Emotion.Ambiguity.Speech.VoiceActivity;

/// <summary>Where the samples of a stream went. Immutable and thread-safe.</summary>
/// <remarks>
/// <see cref="SegmentSamples"/> + <see cref="SilenceSamples"/> + <see cref="PendingSamples"/> = <see cref="Samples"/>, at any time. At the end of the stream
/// nothing is pending, and <see cref="Samples"/> is <see cref="InputSamples"/> times 16,000 / <see cref="SampleRateHz"/>, rounded up.
/// </remarks>
public sealed record SpeechTally
{
    /// <summary>The stream's own rate, in Hz.</summary>
    public required int SampleRateHz { get; init; }

    /// <summary>Samples taken from the stream, at its own rate.</summary>
    public required long InputSamples { get; init; }

    /// <summary>What they became at <see cref="Audio.SpeechSampleRateHz"/>; up to the end of the stream, a resampler holds back some.</summary>
    public required long Samples { get; init; }

    /// <summary>Samples of all segments, padding and all, at <see cref="Audio.SpeechSampleRateHz"/>.</summary>
    public required long SegmentSamples { get; init; }

    /// <summary>Samples known to be between segments, at <see cref="Audio.SpeechSampleRateHz"/>.</summary>
    public required long SilenceSamples { get; init; }

    /// <summary>Segments.</summary>
    public required long Segments { get; init; }

    /// <summary>Samples that belong to a segment that is not over, or may yet belong to the next one, at <see cref="Audio.SpeechSampleRateHz"/>.</summary>
    public long PendingSamples => Samples - SegmentSamples - SilenceSamples;

    /// <summary>How long the segments are together.</summary>
    public TimeSpan Speech => SampleTime.Of(SegmentSamples);

    /// <summary>How long the silence is together.</summary>
    public TimeSpan Silence => SampleTime.Of(SilenceSamples);

    /// <summary>How long all of it is.</summary>
    public TimeSpan Total => SampleTime.Of(Samples);
}
