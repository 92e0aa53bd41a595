namespace Emotion.Ambiguity.Extraction;

/// <summary>A way to read a distribution out of a language model.</summary>
/// <remarks>Thread-safe. Several extractors share one computation of the model: each says what it needs, and the recognizer asks once for all.</remarks>
public interface IDistributionExtractor
{
    /// <summary>A short name for options and reports ("token").</summary>
    string Name { get; }

    /// <summary>Gets ready for one model and taxonomy; called once for each, not once an utterance.</summary>
    /// <param name="context">The taxonomy, and what the engine offers.</param>
    /// <returns>The reader of this model's evidence.</returns>
    /// <exception cref="NotSupportedException">The engine lacks something that this extractor cannot do without.</exception>
    IPreparedExtractor Prepare(ExtractionContext context);
}
