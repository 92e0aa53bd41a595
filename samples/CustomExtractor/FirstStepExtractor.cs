using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LanguageModels;

namespace CustomExtractor;

/// <summary>How much the model wants to begin its answer with each label: the logits of the labels' first tokens at the first step, in a softmax twice as even as usual.</summary>
internal sealed class FirstStepExtractor : IDistributionExtractor
{
    /// <summary>The name under which results are found.</summary>
    public string Name => "first-step";

    /// <summary>Called once for a model and a taxonomy: work out here which numbers will be needed.</summary>
    public IPreparedExtractor Prepare(ExtractionContext context)
    {
        // Says clearly that the extractor cannot work where an engine, such as a chat service, gives no logits.
        var tokenizer = context.RequireTokenizer(Name, LanguageModelCapabilities.StepLogits);
        return new Prepared(context.Taxonomy, [.. context.Taxonomy.Labels.Select(label => tokenizer.Tokenize(label.Name)[0])]);
    }

    private sealed class Prepared(EmotionTaxonomy taxonomy, ImmutableArray<int> firstTokens) : IPreparedExtractor
    {
        // The engine keeps these logits of each generated step and no others; an extractor never sees the whole vocabulary.
        public ExtractionNeeds Needs { get; } = new() { Generation = true, LogitTokenIds = [.. firstTokens.Distinct()] };

        /// <summary>Called for every utterance, perhaps from several threads: read the numbers.</summary>
        public ExtractionResult Extract(ExtractionEvidence evidence)
        {
            // An answer that cannot be read is a value with a reason; what it counts as is for the recognizer's options to say.
            if (evidence.Generation is not { Logits: { StepCount: > 0 } logits }) return ExtractionResult.Invalid(InvalidReason.EmptyAnswer);

            var scores = firstTokens.Select(token => (double)logits.GetStep(0)[logits.ColumnOf(token)]).ToArray();
            return EmotionDistribution.TryFromScores(taxonomy, scores, ScoreNormalization.Softmax(temperature: 2), out var distribution)
                ? ExtractionResult.Valid(distribution)
                : ExtractionResult.Invalid(InvalidReason.UndefinedForScores);
        }
    }
}
