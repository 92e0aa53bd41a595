namespace Emotion.Ambiguity.Speech.Cues;

/// <summary>How a clip sounds: in figures, among others, and in words. Immutable and thread-safe.</summary>
/// <param name="Cues">What was measured.</param>
/// <param name="Normalized">The percentiles.</param>
/// <param name="Text">The words, on one line ("pitch: high; rate: fast"); empty where there is nothing to tell.</param>
public sealed record CueDescription(AcousticCues Cues, NormalizedCues Normalized, string Text);
