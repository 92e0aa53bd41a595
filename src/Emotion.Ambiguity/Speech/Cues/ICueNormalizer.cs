namespace Emotion.Ambiguity.Speech.Cues;

/// <summary>Says where a clip's cues lie among those of others. Implementations are thread-safe.</summary>
public interface ICueNormalizer
{
    /// <summary>The percentiles of a clip's cues.</summary>
    /// <param name="cues">What was measured.</param>
    /// <param name="speaker">Who speaks, or null where that is not known.</param>
    /// <returns>The percentiles.</returns>
    NormalizedCues Normalize(AcousticCues cues, string? speaker);
}
