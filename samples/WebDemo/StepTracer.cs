using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LanguageModels;

namespace WebDemo;

/// <summary>The paper's token logits (eq. 1 and 2), which also keeps what the average hides: each step's logit of each subword token. Thread-safe.</summary>
internal sealed class StepTracer : IDistributionExtractor
{
    private readonly TokenLogitExtractor _extractor = new();

    // A trace lives as long as the result that it belongs to, and needs no other place in it.
    private readonly ConditionalWeakTable<ExtractionResult, StepTrace> _traces = [];

    public string Name => _extractor.Name;

    public IPreparedExtractor Prepare(ExtractionContext context) => new Prepared(_extractor.Prepare(context), LabelTokens.Of(context), context.Tokenizer!, _traces);

    /// <summary>The steps behind what this extractor read in a window; null for results that are not its own.</summary>
    public StepTrace? Find(ExtractionResult result) => _traces.TryGetValue(result, out var trace) ? trace : null;

    private sealed class Prepared(IPreparedExtractor extractor, IReadOnlyList<LabelTokens> labels, ITokenizer tokenizer, ConditionalWeakTable<ExtractionResult, StepTrace> traces)
        : IPreparedExtractor
    {
        public ExtractionNeeds Needs => extractor.Needs;

        public ExtractionResult Extract(ExtractionEvidence evidence)
        {
            var result = extractor.Extract(evidence);
            if (evidence.Generation is { } generation) traces.AddOrUpdate(result, StepTrace.Of(generation, labels, tokenizer));
            return result;
        }
    }
}
