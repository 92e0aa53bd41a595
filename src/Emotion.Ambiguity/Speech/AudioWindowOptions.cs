namespace Emotion.Ambiguity.Speech;

/// <summary>How a long clip is cut into windows. Immutable and thread-safe.</summary>
public sealed class AudioWindowOptions
{
    /// <value>The longest a window may be, 1 second to 1 hour. The default is 30 seconds, what Whisper listens to at once.</value>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <value>
    /// How far before the limit a quiet spot is looked for, 0 or more; beyond half of <see cref="MaxDuration"/> it counts as that half.
    /// The default is 5 seconds. At 0 the cut falls on the limit, words or not.
    /// </value>
    public TimeSpan SearchDuration { get; init; } = TimeSpan.FromSeconds(5);

    /// <value>How long the spot is whose loudness counts, 20 to 500 ms; the cut falls on its middle. The default is 150 ms, about a short pause between words.</value>
    public TimeSpan QuietDuration { get; init; } = TimeSpan.FromMilliseconds(150);

    internal void Validate(List<string> faults)
    {
        if (MaxDuration < TimeSpan.FromSeconds(1) || MaxDuration > TimeSpan.FromHours(1))
            faults.Add($"{nameof(MaxDuration)} must be 1 second to 1 hour but is {MaxDuration}.");
        if (SearchDuration < TimeSpan.Zero) faults.Add($"{nameof(SearchDuration)} must be 0 or more but is {SearchDuration}.");
        if (QuietDuration < TimeSpan.FromMilliseconds(20) || QuietDuration > TimeSpan.FromMilliseconds(500))
            faults.Add($"{nameof(QuietDuration)} must be 20 to 500 ms but is {QuietDuration}.");
    }
}
