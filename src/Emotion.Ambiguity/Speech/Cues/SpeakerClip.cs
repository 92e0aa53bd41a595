namespace Emotion.Ambiguity.Speech.Cues;

/// <summary>What was measured of a clip, and who speaks. Immutable and thread-safe.</summary>
/// <param name="Speaker">The speaker's id, not empty.</param>
/// <param name="Cues">The figures.</param>
public sealed record SpeakerClip(string Speaker, AcousticCues Cues)
{
    /// <summary>The speaker's id.</summary>
    public string Speaker { get; } = string.IsNullOrWhiteSpace(Speaker) ? throw new ArgumentException("A speaker's id must not be empty.", nameof(Speaker)) : Speaker;

    /// <summary>The figures.</summary>
    public AcousticCues Cues { get; } = Cues ?? throw new ArgumentNullException(nameof(Cues));
}
