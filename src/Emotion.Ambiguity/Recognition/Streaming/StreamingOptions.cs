using Emotion.Ambiguity.Internal;
using Emotion.Ambiguity.Speech.VoiceActivity;

namespace Emotion.Ambiguity.Recognition.Streaming;

/// <summary>How a live stream is recognised. Immutable and thread-safe.</summary>
public sealed record StreamingOptions
{
    /// <summary>What counts as speech, and where a segment of it begins and ends.</summary>
    public VoiceActivityOptions VoiceActivity { get; init; } = new();

    /// <value>
    /// The speech time after which a segment counts half as much in the running distribution, 0.1 s to 1 day. The default is 15 s: two or three sentences.
    /// </value>
    public TimeSpan RunningHalfLife { get; init; } = TimeSpan.FromSeconds(15);

    /// <value>
    /// Segments that may wait for the recognizer, and updates that may wait for the caller, 1 to 1,024 each. The default is 4. When so many wait, the stream is
    /// not read on until one is done: nothing is dropped.
    /// </value>
    public int QueueLength { get; init; } = 4;

    /// <summary>The clock of the latencies. The default is the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        var faults = new List<string>();
        if (VoiceActivity is null) faults.Add("VoiceActivity is null.");
        else VoiceActivity.AddFaults(faults);
        if (RunningHalfLife < TimeSpan.FromSeconds(0.1) || RunningHalfLife > TimeSpan.FromDays(1))
            faults.Add($"RunningHalfLife must be from 0.1 s to 1 day but is {RunningHalfLife}.");
        if (QueueLength is < 1 or > 1_024) faults.Add($"QueueLength must be from 1 to 1,024 but is {QueueLength}.");
        if (TimeProvider is null) faults.Add("TimeProvider is null.");
        OptionFaults.Throw(nameof(StreamingOptions), faults, "options");
    }
}
