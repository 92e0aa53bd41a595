using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Evaluation.Predictions;
using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>What one extractor of a source read.</summary>
internal sealed class ExtractorRow(PredictionSource source, int sourceIndex, int extractorIndex, InvalidScoring invalidScoring) : IScoredRow
{
    public PredictionSource Source => source;

    public ReportRow Description { get; } = RowDescription.Of($"{source.Name}/{source.Extractors[extractorIndex]}", ReportRowKind.Configuration, "") with
    {
        Model = source.Model,
        Prompt = source.Prompt,
        Extractor = source.Extractors[extractorIndex],
    };

    public RowAnswer Answer(ScoredItem item)
    {
        var prediction = item.Predictions[sourceIndex];
        if (prediction.Error is not null) return RowAnswer.Failed;
        var result = prediction.Extractions[extractorIndex].Result;
        if (result.Distribution is { } distribution) return RowAnswer.Of(item.Target, distribution) with { FellBack = result.FallbackUsed is not null };
        var reason = result.InvalidReason.ToString();
        return invalidScoring == InvalidScoring.AsUniform
            ? RowAnswer.Invalid(reason, item.Target, EmotionDistribution.Uniform(item.Target.Taxonomy))
            : RowAnswer.Invalid(reason);
    }
}
