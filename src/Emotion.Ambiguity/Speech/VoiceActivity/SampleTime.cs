namespace Emotion.Ambiguity.Speech.VoiceActivity;

/// <summary>Samples at <see cref="Audio.SpeechSampleRateHz"/> as time, exactly, and back.</summary>
internal static class SampleTime
{
    private const long TicksPerSample = TimeSpan.TicksPerSecond / Audio.SpeechSampleRateHz;

    public static TimeSpan Of(long samples) => TimeSpan.FromTicks(samples * TicksPerSample);

    /// <summary>The sample at or before a time.</summary>
    public static long At(TimeSpan time) => time.Ticks / TicksPerSample;
}
