using System.Runtime.Intrinsics;

namespace Emotion.Ambiguity.Speech.VoiceActivity;

/// <summary>Tells how far each frame of 10 ms stands out from the noise. One caller at a time.</summary>
/// <remarks>
/// The measure is the mean over the bands of power / noise power, over the last 30 ms: about 1 for noise alone. The first half second is held back until
/// the noise in it is known; from then on each frame is told at once.
/// </remarks>
internal sealed class ActivityMeter
{
    /// <summary>Frames before the first one is told.</summary>
    public const int WarmUpFrames = 50;

    private readonly BandFilters _bands = new();
    private readonly NoiseFloor _noise;
    private readonly Vector256<float>[] _waiting = new Vector256<float>[WarmUpFrames];
    private readonly float[] _told = new float[WarmUpFrames];
    private int _waitingCount;
    private bool _isWarm;
    private Vector256<float> _last;
    private Vector256<float> _beforeLast;

    public ActivityMeter(VoiceActivityOptions options) => _noise = new NoiseFloor(
        (int)Math.Ceiling(options.NoiseMemory.TotalMilliseconds / 10), (float)Math.Pow(10, options.LowestNoiseDbfs / 10));

    /// <summary>Takes a frame.</summary>
    /// <returns>The measures that can be told now, of the frames not told before; valid until the next call.</returns>
    public ReadOnlySpan<float> Add(ReadOnlySpan<float> frame)
    {
        var power = _bands.PowerOf(frame);
        _noise.Add(power);
        _waiting[_waitingCount++] = power;
        if (!_isWarm && _waitingCount < WarmUpFrames) return [];
        _isWarm = true;
        return TellWaiting();
    }

    /// <summary>Tells what is held back where the sound ends within the first half second.</summary>
    public ReadOnlySpan<float> Complete() => TellWaiting();

    private ReadOnlySpan<float> TellWaiting()
    {
        for (var i = 0; i < _waitingCount; i++)
        {
            var power = (_beforeLast + _last + _waiting[i]) / Vector256.Create(3f);
            _told[i] = MeanOf(power / _noise.Level);
            (_beforeLast, _last) = (_last, _waiting[i]);
        }

        var told = _told.AsSpan(0, _waitingCount);
        _waitingCount = 0;
        return told;
    }

    // In one fixed order; Vector256.Sum leaves it to the processor.
    private static float MeanOf(Vector256<float> bands)
    {
        var half = bands.GetLower() + bands.GetUpper();
        return (half[0] + half[1] + (half[2] + half[3])) / Vector256<float>.Count;
    }
}
