using Emotion.Ambiguity.Calibration;

namespace Emotion.Ambiguity.Evaluation.Predictions;

/// <summary>Where a run folder keeps what.</summary>
internal static class PredictionRunFiles
{
    /// <summary>The predictions of a source.</summary>
    public static string PredictionsOf(string runFolder, string source) => Path.Combine(runFolder, FileName(source) + ".jsonl");

    /// <summary>The calibration of a source by a method.</summary>
    public static string CalibrationOf(string runFolder, string source, CalibrationMethod method) =>
        Path.Combine(runFolder, $"{FileName(source)}.{CalibrationMethods.GetName(method)}.json");

    // A name with everything that is no letter, digit, dot or hyphen as "_".
    private static string FileName(string source) => string.Concat(source.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_'));
}
