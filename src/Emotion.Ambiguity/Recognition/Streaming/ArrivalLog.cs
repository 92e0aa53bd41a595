using Emotion.Ambiguity.Speech.VoiceActivity;

namespace Emotion.Ambiguity.Recognition.Streaming;

/// <summary>Remembers when the latest samples of a stream came, to 10 ms of stream time. One caller at a time.</summary>
internal sealed class ArrivalLog : IArrivalObserver
{
    private const int StepsPerSecond = 100;

    // Detection looks back over the longest segment, what it wants to see behind it, and a block of a quarter of a second.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time;
    private readonly int _sampleRateHz;
    private readonly long[] _came;
    private long _steps;
    private long _latest;

    public ArrivalLog(TimeProvider time, int sampleRateHz, TimeSpan longestSegment)
    {
        (_time, _sampleRateHz) = (time, sampleRateHz);
        _came = new long[(int)Math.Ceiling((longestSegment + Margin).TotalSeconds * StepsPerSecond)];
    }

    public void ChunkCame() => _latest = _time.GetTimestamp();

    public void SamplesRead(long position)
    {
        // Step s is there once all samples before s / 100 seconds are.
        while ((_steps + 1) * _sampleRateHz <= position * StepsPerSecond) _came[++_steps % _came.Length] = _latest;
    }

    /// <summary>When the last sample before a time of the stream came, as a timestamp of the clock.</summary>
    /// <param name="streamTime">Within what detection looks back over.</param>
    public long Of(TimeSpan streamTime)
    {
        var step = (long)Math.Ceiling(streamTime.TotalSeconds * StepsPerSecond);
        return step > _steps ? _latest : _came[step % _came.Length];
    }
}
