namespace Emotion.Ambiguity.Speech;

/// <summary>What a transcriber is. Immutable and thread-safe.</summary>
/// <param name="ModelId">A name that tells this model from others, for reports ("whisper-tiny.en-q5_1.bin").</param>
/// <param name="Engine">The engine and its version ("whisper.cpp 1.9.1").</param>
/// <param name="IsMultilingual">Whether it knows languages other than English.</param>
public sealed record TranscriberInfo(string ModelId, string Engine, bool IsMultilingual);
