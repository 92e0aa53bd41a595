using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.Speech.Cues;

/// <summary>How acoustic cues are measured. Immutable and thread-safe.</summary>
/// <remarks>
/// The defaults are those of Praat's "To Pitch (ac)" with the range 75 to 500 Hz, and the built-in <see cref="CueReference"/> was measured
/// with them: with others, build a reference of your own.
/// </remarks>
public sealed record AcousticCueOptions
{
    /// <value>The lowest pitch looked for, in Hz, 20 to 1,000. The default is 75. The analysis window is three of its periods long (40 ms).</value>
    public double PitchFloorHz { get; init; } = 75;

    /// <value>The highest pitch looked for, in Hz, above <see cref="PitchFloorHz"/> and up to 2,000. The default is 500.</value>
    public double PitchCeilingHz { get; init; } = 500;

    /// <value>The time between frames, 1 to 100 ms. The default is 10 ms.</value>
    public TimeSpan Step { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <value>Frames whose peak is below this share of the clip's count as silent, 0 to 1. The default is 0.03.</value>
    public double SilenceThreshold { get; init; } = 0.03;

    /// <value>The worth of calling a frame unvoiced: frames whose autocorrelation stays below are, 0 to 1. The default is 0.45.</value>
    public double VoicingThreshold { get; init; } = 0.45;

    /// <value>How much higher candidates are favoured, per octave, 0 or more. The default is 0.01.</value>
    public double OctaveCost { get; init; } = 0.01;

    /// <value>The cost of a change of pitch by an octave within 10 ms, 0 or more. The default is 0.35.</value>
    public double OctaveJumpCost { get; init; } = 0.35;

    /// <value>The cost of a change between voiced and unvoiced within 10 ms, 0 or more. The default is 0.14.</value>
    public double VoicedUnvoicedCost { get; init; } = 0.14;

    /// <value>How far below the loudest frames (their 99th percentile) speech ends and a pause begins, in dB, 5 to 60. The default is 25.</value>
    public double PauseDepthDecibels { get; init; } = 25;

    /// <value>The shortest silence that is a pause, 50 ms to 5 s. The default is 200 ms: shorter ones are the closures of plosives.</value>
    public TimeSpan MinPause { get; init; } = TimeSpan.FromMilliseconds(200);

    internal double StepSeconds => Step.TotalSeconds;

    internal void ThrowIfFaulty(string parameterName)
    {
        var faults = new List<string>();
        Validate(faults);
        OptionFaults.Throw(nameof(AcousticCueOptions), faults, parameterName);
    }

    private void Validate(List<string> faults)
    {
        if (!(PitchFloorHz is >= 20 and <= 1_000)) faults.Add($"{nameof(PitchFloorHz)} must be 20 to 1,000 Hz but is {PitchFloorHz}.");
        if (!(PitchCeilingHz > PitchFloorHz && PitchCeilingHz <= 2_000))
            faults.Add($"{nameof(PitchCeilingHz)} must be above {nameof(PitchFloorHz)} and at most 2,000 Hz but is {PitchCeilingHz}.");
        if (Step < TimeSpan.FromMilliseconds(1) || Step > TimeSpan.FromMilliseconds(100)) faults.Add($"{nameof(Step)} must be 1 to 100 ms but is {Step}.");
        if (!(SilenceThreshold is >= 0 and <= 1)) faults.Add($"{nameof(SilenceThreshold)} must be 0 to 1 but is {SilenceThreshold}.");
        if (!(VoicingThreshold is >= 0 and <= 1)) faults.Add($"{nameof(VoicingThreshold)} must be 0 to 1 but is {VoicingThreshold}.");
        CheckCost(faults, nameof(OctaveCost), OctaveCost);
        CheckCost(faults, nameof(OctaveJumpCost), OctaveJumpCost);
        CheckCost(faults, nameof(VoicedUnvoicedCost), VoicedUnvoicedCost);
        if (!(PauseDepthDecibels is >= 5 and <= 60)) faults.Add($"{nameof(PauseDepthDecibels)} must be 5 to 60 dB but is {PauseDepthDecibels}.");
        if (MinPause < TimeSpan.FromMilliseconds(50) || MinPause > TimeSpan.FromSeconds(5)) faults.Add($"{nameof(MinPause)} must be 50 ms to 5 s but is {MinPause}.");
    }

    private static void CheckCost(List<string> faults, string name, double cost)
    {
        if (!(cost >= 0 && double.IsFinite(cost))) faults.Add($"{name} must be a finite number of at least 0 but is {cost}.");
    }
}
