using Emotion.Ambiguity.Extraction;

namespace Emotion.Ambiguity.Recognition;

/// <summary>What one extractor read. Immutable and thread-safe.</summary>
/// <param name="Extractor">The extractor's name.</param>
/// <param name="Result">The distribution, or why there is none.</param>
public sealed record NamedExtraction(string Extractor, ExtractionResult Result);
