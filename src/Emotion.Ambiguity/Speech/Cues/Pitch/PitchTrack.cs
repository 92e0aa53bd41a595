using Emotion.Ambiguity.Speech.Cues.Signals;

namespace Emotion.Ambiguity.Speech.Cues.Pitch;

/// <summary>The pitch over time. Immutable and thread-safe.</summary>
internal sealed class PitchTrack
{
    private readonly double[] _hz;

    private PitchTrack(FrameGrid grid, double[] hz) => (Grid, _hz, VoicedCount) = (grid, hz, hz.Count(f => f > 0));

    public FrameGrid Grid { get; }

    /// <summary>The pitch of each frame in Hz, 0 where it is unvoiced.</summary>
    public ReadOnlySpan<double> Hz => _hz;

    public int VoicedCount { get; }

    public static PitchTrack Of(VoiceSignal signal, AcousticCueOptions options, CancellationToken cancellationToken)
    {
        var frames = new AutocorrelationFrames(signal, options);
        return new PitchTrack(frames.Grid, PitchPath.Find(frames.Find(cancellationToken), options));
    }

    public bool IsVoicedAt(double time) => Grid.Count > 0 && _hz[Grid.FrameAt(time)] > 0;

    /// <summary>The stretches of voiced frames, in seconds: half a step beyond their first and last frame.</summary>
    public IEnumerable<(double Start, double End)> VoicedIntervals()
    {
        for (var i = 0; i < _hz.Length; i++)
        {
            if (_hz[i] == 0) continue;
            var first = i;
            while (i + 1 < _hz.Length && _hz[i + 1] > 0) i++;
            yield return (Grid.TimeOf(first) - Grid.Step / 2, Grid.TimeOf(i) + Grid.Step / 2);
        }
    }

    /// <summary>The pitch at a time, linear between voiced frames; 0 where the nearest frame is unvoiced.</summary>
    public double HzAt(double time)
    {
        if (!IsVoicedAt(time)) return 0;
        var nearest = Grid.FrameAt(time);
        var offset = (time - Grid.TimeOf(nearest)) / Grid.Step;
        var other = nearest + Math.Sign(offset);
        if (other < 0 || other >= _hz.Length || _hz[other] == 0) return _hz[nearest];
        return _hz[nearest] + Math.Min(1, Math.Abs(offset)) * (_hz[other] - _hz[nearest]);
    }
}
