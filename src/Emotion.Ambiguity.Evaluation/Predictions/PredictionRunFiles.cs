namespace Emotion.Ambiguity.Evaluation.Predictions;

/// <summary>Where a run folder keeps what.</summary>
internal static class PredictionRunFiles
{
    /// <summary>The predictions of a source: its name with everything that is no letter, digit, dot or hyphen as "_".</summary>
    public static string PredictionsOf(string runFolder, string source) =>
        Path.Combine(runFolder, string.Concat(source.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_')) + ".jsonl");
}
