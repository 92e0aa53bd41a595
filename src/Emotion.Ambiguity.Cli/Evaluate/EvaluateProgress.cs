using Emotion.Ambiguity.Cli.Progress;
using Emotion.Ambiguity.Evaluation.Predictions;

namespace Emotion.Ambiguity.Cli.Evaluate;

/// <summary>How far the predictions are.</summary>
internal sealed class EvaluateProgress(ProgressLine line) : IProgress<PredictionProgress>
{
    public void Report(PredictionProgress value)
    {
        // After the last item the next source is loaded, or everything is scored; both take their time.
        if (value.Done == value.Total) line.Say($"{value.Source}: all {value.Total} items");
        else line.Report(value.Source, value.Done, value.Total);
    }
}
