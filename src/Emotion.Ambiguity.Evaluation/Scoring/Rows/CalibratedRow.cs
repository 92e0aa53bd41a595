using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>A configuration, calibrated by a fit on the folds that the item is not in.</summary>
/// <param name="inner">The configuration.</param>
/// <param name="method">How it is calibrated.</param>
/// <param name="folds">Which fold each resampling group is in.</param>
/// <param name="fits">A fit for each fold, on all other folds.</param>
internal sealed class CalibratedRow(ExtractorRow inner, CalibrationMethod method, int[] folds, DistributionCalibrator[] fits) : IScoredRow
{
    public ReportRow Description { get; } = inner.Description with
    {
        Name = NameOf(inner.Description.Name, method),
        Kind = ReportRowKind.Calibrated,
        Calibration = CalibrationMethods.GetName(method),
        Note = $"{fits.Length}-fold: every item is calibrated by a fit on the folds that neither it nor its speaker, dialogue or group is in.",
    };

    public static string NameOf(string configuration, CalibrationMethod method) => $"{configuration} + {CalibrationMethods.GetName(method)}";

    public RowAnswer Answer(ScoredItem item)
    {
        var answer = inner.Answer(item);
        return answer.Kind == RowAnswerKind.Valid
            ? RowAnswer.Of(item.Target, fits[folds[item.Group]].Apply(answer.Pairs[0].Prediction)) with { FellBack = answer.FellBack }
            : answer;
    }
}
