using Emotion.Ambiguity.Speech.Wav;

namespace Emotion.Ambiguity.Speech.Windowing;

/// <summary>Sound in memory, read forwards.</summary>
internal sealed class AudioSource(Audio audio) : IMonoSource
{
    private int _position;

    public int SampleRateHz => audio.SampleRateHz;

    public long? TotalSamples => audio.Samples.Length;

    public ValueTask<int> ReadAsync(Memory<float> destination, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var count = Math.Min(destination.Length, audio.Samples.Length - _position);
        audio.Samples.Slice(_position, count).CopyTo(destination);
        _position += count;
        return new ValueTask<int>(count);
    }
}
