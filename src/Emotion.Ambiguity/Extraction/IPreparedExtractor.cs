namespace Emotion.Ambiguity.Extraction;

/// <summary>An extractor that is ready for one model and taxonomy.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IPreparedExtractor
{
    /// <summary>What must be computed for each utterance.</summary>
    ExtractionNeeds Needs { get; }

    /// <summary>Reads the distribution of one utterance.</summary>
    /// <param name="evidence">What was computed; holds at least what <see cref="Needs"/> asked for.</param>
    /// <returns>A distribution, or why there is none. An answer that cannot be read is a value, not an exception.</returns>
    ExtractionResult Extract(ExtractionEvidence evidence);
}
