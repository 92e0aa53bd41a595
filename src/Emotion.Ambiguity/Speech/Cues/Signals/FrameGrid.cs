namespace Emotion.Ambiguity.Speech.Cues.Signals;

/// <summary>Where the frames of an analysis lie: as many as fit, centred in the clip.</summary>
/// <param name="Count">How many; 0 where not even one fits.</param>
/// <param name="FirstTime">The middle of the first frame, in seconds from the start of the clip.</param>
/// <param name="Step">Between frames, in seconds.</param>
internal sealed record FrameGrid(int Count, double FirstTime, double Step)
{
    public static FrameGrid For(double clipSeconds, double frameSeconds, double step)
    {
        // A frame as long as the clip fits, whatever the last bit of the division says.
        var count = (int)Math.Floor((clipSeconds - frameSeconds) / step + 1e-9) + 1;
        return count < 1 ? new FrameGrid(0, 0, step) : new FrameGrid(count, (clipSeconds - (count - 1) * step) / 2, step);
    }

    public double TimeOf(int frame) => FirstTime + frame * Step;

    /// <summary>The frame next to a time, or the first or last where the time lies outside.</summary>
    public int FrameAt(double time) => Math.Clamp((int)Math.Round((time - FirstTime) / Step), 0, Count - 1);
}
