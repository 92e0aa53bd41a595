using System.Runtime.Intrinsics;

namespace Emotion.Ambiguity.Speech.VoiceActivity;

/// <summary>How loud the noise is in each band: the least that any 80 ms of the last seconds had. One caller at a time.</summary>
/// <remarks>
/// Even fast speech leaves each band alone for 80 ms now and then, so speech does not count as noise, and nothing has to know which frames are speech.
/// Memory is the same for streams of any length.
/// </remarks>
internal sealed class NoiseFloor
{
    private const int Smoothed = 8;
    private const int Parts = 8;

    private readonly Vector256<float>[] _latest = new Vector256<float>[Smoothed];
    private readonly Vector256<float>[] _parts = new Vector256<float>[Parts];
    private readonly Vector256<float> _lowest;
    private readonly int _framesPerPart;
    private long _frames;

    /// <param name="memoryFrames">How far back to look; rounded up to a multiple of eight.</param>
    /// <param name="lowestPower">No band's level is below this.</param>
    public NoiseFloor(int memoryFrames, float lowestPower)
    {
        _framesPerPart = (memoryFrames + Parts - 1) / Parts;
        _lowest = Vector256.Create(lowestPower);
        Array.Fill(_parts, Vector256.Create(float.PositiveInfinity));
    }

    /// <summary>The level now; infinite before the first 80 ms.</summary>
    public Vector256<float> Level { get; private set; } = Vector256.Create(float.PositiveInfinity);

    public void Add(Vector256<float> power)
    {
        _latest[_frames % Smoothed] = power;
        var part = (int)(_frames / _framesPerPart % Parts);
        if (_frames % _framesPerPart == 0) _parts[part] = Vector256.Create(float.PositiveInfinity);
        if (++_frames < Smoothed) return;

        var sum = Vector256<float>.Zero;
        foreach (var frame in _latest) sum += frame;
        _parts[part] = Vector256.Min(_parts[part], sum / Vector256.Create((float)Smoothed));

        var level = _parts[0];
        foreach (var other in _parts) level = Vector256.Min(level, other);
        Level = Vector256.Max(level, _lowest);
    }
}
