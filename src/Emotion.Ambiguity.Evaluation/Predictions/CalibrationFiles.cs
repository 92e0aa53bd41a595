using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Evaluation.Reports;
using Emotion.Ambiguity.Evaluation.Scoring;

namespace Emotion.Ambiguity.Evaluation.Predictions;

/// <summary>Writes the calibrations that were fitted on all items, a profile for each source and method: what a recognizer takes.</summary>
internal static class CalibrationFiles
{
    public static async Task SaveAsync(
        EvaluationReport report, EmotionTaxonomy taxonomy, IEnumerable<FittedConfiguration> fitted, string runFolder, CancellationToken cancellationToken)
    {
        foreach (var group in fitted.GroupBy(f => (f.Configuration.Source, f.Method)))
        {
            var profile = new CalibrationProfile(taxonomy, group.Select(f => Entry(report, f)))
            {
                LanguageModelId = group.Key.Source.LanguageModelId,
                Prompt = group.Key.Source.Prompt,
                Dataset = report.Dataset.Name,
            };
            await profile.SaveAsync(PredictionRunFiles.CalibrationOf(runFolder, group.Key.Source.Name, group.Key.Method), cancellationToken).ConfigureAwait(false);
        }
    }

    private static CalibrationEntry Entry(EvaluationReport report, FittedConfiguration fitted) => new(fitted.Configuration.Description.Extractor!, fitted.OnAll)
    {
        PairCount = fitted.PairCount,
        KullbackLeiblerBefore = KullbackLeibler(report, fitted.Configuration.Description.Name),
        KullbackLeiblerAfter = KullbackLeibler(report, fitted.Row.Description.Name),
    };

    private static double? KullbackLeibler(EvaluationReport report, string row) => report.Rows.First(r => string.Equals(r.Name, row, StringComparison.Ordinal)).Values[0].Value;
}
