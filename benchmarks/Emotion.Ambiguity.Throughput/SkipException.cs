namespace Emotion.Ambiguity.Throughput;

/// <summary>A scenario cannot be measured here; the message says what it needs.</summary>
internal sealed class SkipException(string message) : Exception(message);
