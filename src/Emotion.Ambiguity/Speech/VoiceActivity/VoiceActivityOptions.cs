using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.Speech.VoiceActivity;

/// <summary>What counts as speech, and where a stretch of it begins and ends. Immutable and thread-safe.</summary>
/// <remarks>Durations are rounded up to frames of 10 ms.</remarks>
public sealed record VoiceActivityOptions
{
    /// <value>How far speech stands out from the noise, in dB, 3 to 40. The default is 8. Higher misses quiet words, lower takes noises for speech.</value>
    public double ThresholdDb { get; init; } = 8;

    /// <value>
    /// The noise never counts as quieter than this, in each band and in dB of full scale, -120 to -20. The default is -75: over digital silence, speech
    /// begins <see cref="ThresholdDb"/> above that.
    /// </value>
    public double LowestNoiseDbfs { get; init; } = -75;

    /// <value>
    /// How far back the noise is looked for, 0.5 to 60 s. The default is 4 s. The longer, the longer somebody may speak without a breath; the shorter, the
    /// sooner a new noise, such as a fan, is known as one.
    /// </value>
    public TimeSpan NoiseMemory { get; init; } = TimeSpan.FromSeconds(4);

    /// <value>
    /// The shortest speech, 10 ms to 2 s: a segment begins where so much of one and a half times as long stands out. The default is 120 ms, a short "no". What
    /// is shorter, such as a click, is silence.
    /// </value>
    public TimeSpan MinSpeech { get; init; } = TimeSpan.FromMilliseconds(120);

    /// <value>
    /// The pause that ends a segment, 50 ms to 10 s. The default is 600 ms. Until then the segment hangs on, so this is also the delay after which the end of
    /// speech is known.
    /// </value>
    public TimeSpan MinSilence { get; init; } = TimeSpan.FromMilliseconds(600);

    /// <value>Sound before the speech that belongs to the segment, 0 to 5 s. The default is 250 ms: the first sounds of a word are quiet.</value>
    public TimeSpan PaddingBefore { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <value>Sound after the speech that belongs to the segment, 0 to <see cref="MinSilence"/>. The default is 250 ms.</value>
    public TimeSpan PaddingAfter { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <value>
    /// The longest segment, padding and all, 1 s to 10 minutes. The default is 15 s. Longer speech is cut at the quietest place of the last third before that.
    /// At least twice the sum of <see cref="MinSpeech"/>, <see cref="MinSilence"/> and <see cref="PaddingBefore"/>.
    /// </value>
    public TimeSpan MaxSegment { get; init; } = TimeSpan.FromSeconds(15);

    internal void Validate()
    {
        var faults = new List<string>();
        AddFaults(faults);
        OptionFaults.Throw(nameof(VoiceActivityOptions), faults, "options");
    }

    internal void AddFaults(List<string> faults)
    {
        AddRangeFault(faults, nameof(ThresholdDb), ThresholdDb, 3, 40);
        AddRangeFault(faults, nameof(LowestNoiseDbfs), LowestNoiseDbfs, -120, -20);
        AddRangeFault(faults, nameof(NoiseMemory), NoiseMemory, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(60));
        AddRangeFault(faults, nameof(MinSpeech), MinSpeech, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(2));
        AddRangeFault(faults, nameof(MinSilence), MinSilence, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(10));
        AddRangeFault(faults, nameof(PaddingBefore), PaddingBefore, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        AddRangeFault(faults, nameof(MaxSegment), MaxSegment, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        if (PaddingAfter < TimeSpan.Zero || PaddingAfter > MinSilence)
            faults.Add($"{nameof(PaddingAfter)} must be from 0 to {nameof(MinSilence)} ({MinSilence}) but is {PaddingAfter}.");
        if (MaxSegment < 2 * (MinSpeech + MinSilence + PaddingBefore))
        {
            faults.Add($"{nameof(MaxSegment)} must be at least twice the sum of {nameof(MinSpeech)}, {nameof(MinSilence)} and {nameof(PaddingBefore)} "
                + $"({MinSpeech + MinSilence + PaddingBefore}) but is {MaxSegment}.");
        }
    }

    // Written so that NaN is a fault.
    private static void AddRangeFault<T>(List<string> faults, string name, T value, T lowest, T highest)
        where T : IComparable<T>
    {
        if (!(value.CompareTo(lowest) >= 0 && value.CompareTo(highest) <= 0)) faults.Add($"{name} must be from {lowest} to {highest} but is {value}.");
    }
}
