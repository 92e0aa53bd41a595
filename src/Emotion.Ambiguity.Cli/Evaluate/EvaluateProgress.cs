using Emotion.Ambiguity.Evaluation.Predictions;

namespace Emotion.Ambiguity.Cli.Evaluate;

/// <summary>How far the predictions are: a line that overwrites itself for people, nothing where standard error goes to a file or a program.</summary>
internal sealed class EvaluateProgress(TextWriter error) : IProgress<PredictionProgress>
{
    private readonly bool _isShown = !Console.IsErrorRedirected && ReferenceEquals(error, Console.Error);
    private long _last;

    public void Report(PredictionProgress value)
    {
        if (!_isShown || (Environment.TickCount64 - _last < 200 && value.Done < value.Total)) return;
        _last = Environment.TickCount64;
        var left = value.TimeLeft is { } time ? $", {time:h\\:mm\\:ss} left" : "";
        error.Write($"\r\e[K{value.Source}: {value.Done}/{value.Total}, {value.ItemsPerSecond:F1}/s{left}{(value.Done == value.Total ? "\n" : "\r")}");
    }
}
