using System.Collections.Immutable;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Recognition.Pipeline;

/// <summary>What came of one request to the language model.</summary>
/// <param name="Extractions">What every extractor read.</param>
/// <param name="Generation">The answer that they read, or null.</param>
/// <param name="Response">The first response, with its scores and measurements.</param>
/// <param name="Retries">How often the answer was asked for again.</param>
internal sealed record ExtractionRun(ImmutableArray<NamedExtraction> Extractions, Generation? Generation, LanguageModelResponse Response, int Retries)
{
    public ExtractionResult Primary => Extractions[0].Result;
}
