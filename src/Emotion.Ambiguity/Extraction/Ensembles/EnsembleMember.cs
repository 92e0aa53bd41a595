namespace Emotion.Ambiguity.Extraction;

/// <summary>An extractor in an ensemble. Immutable and thread-safe.</summary>
/// <param name="Extractor">The extractor.</param>
/// <param name="Weight">How much it counts, finite and above 0; weights are divided by their sum. The default is 1.</param>
public sealed record EnsembleMember(IDistributionExtractor Extractor, double Weight = 1);
