namespace Emotion.Ambiguity.Speech.Cues.Pitch;

/// <summary>What may be the pitch of each frame: silence or noise always, and up to 14 periodicities. One caller at a time.</summary>
internal sealed class PitchCandidates
{
    /// <summary>Candidates a frame, the unvoiced one among them.</summary>
    public const int Max = 15;

    private readonly double[] _hz;
    private readonly double[] _strength;
    private readonly byte[] _count;

    public PitchCandidates(int frames)
    {
        (_hz, _strength, _count, Intensity) = (new double[frames * Max], new double[frames * Max], new byte[frames], new double[frames]);
        Array.Fill(_count, (byte)1);
    }

    public int Frames => _count.Length;

    /// <summary>The peak of each frame as a share of the clip's, 0 to 1.</summary>
    public double[] Intensity { get; }

    /// <summary>Frequencies in Hz; the first is 0, the unvoiced candidate.</summary>
    public ReadOnlySpan<double> Hz(int frame) => _hz.AsSpan(frame * Max, _count[frame]);

    /// <summary>Autocorrelations at the candidates' periods, at most 1.</summary>
    public ReadOnlySpan<double> Strength(int frame) => _strength.AsSpan(frame * Max, _count[frame]);

    /// <summary>Adds a candidate, in place of the weakest where there is no room.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="hz">Above 0.</param>
    /// <param name="strength">The autocorrelation at its period.</param>
    /// <param name="octaveCost">What an octave costs when candidates are compared.</param>
    public void Add(int frame, double hz, double strength, double octaveCost)
    {
        var start = frame * Max;
        int place = _count[frame];
        if (place < Max)
        {
            _count[frame]++;
        }
        else
        {
            place = 0;
            var weakest = strength + octaveCost * Math.Log2(hz);
            for (var i = 1; i < Max; i++)
            {
                var worth = _strength[start + i] + octaveCost * Math.Log2(_hz[start + i]);
                if (worth < weakest) (place, weakest) = (i, worth);
            }

            if (place == 0) return;
        }

        (_hz[start + place], _strength[start + place]) = (hz, strength);
    }
}
