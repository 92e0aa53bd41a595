using System.Collections.Immutable;
using Emotion.Ambiguity.Calibration;

namespace Emotion.Ambiguity.Recognition.Pipeline;

/// <summary>Calibrates what the extractors read over a whole utterance, and says where the calibration was fitted on something else.</summary>
internal static class CalibrationStage
{
    public static ImmutableArray<NamedExtraction> Apply(CalibrationProfile? profile, ImmutableArray<NamedExtraction> extractions) =>
        profile is null ? extractions : [.. extractions.Select(e => Apply(profile, e))];

    public static string? Warning(CalibrationProfile? profile, string modelId, string prompt)
    {
        var differences = new List<string>();
        if (profile?.LanguageModelId is { } model && !model.Equals(modelId, StringComparison.Ordinal)) differences.Add($"the model \"{model}\", not \"{modelId}\"");
        if (profile?.Prompt is { } asked && !asked.Equals(prompt, StringComparison.Ordinal)) differences.Add($"the prompt \"{asked}\", not \"{prompt}\"");
        return differences.Count == 0 ? null : $"The calibration was fitted on answers of {string.Join(" and ", differences)}. Fit it again for these.";
    }

    private static NamedExtraction Apply(CalibrationProfile profile, NamedExtraction extraction) =>
        extraction.Result.Distribution is { } read && profile.TryGetCalibrator(extraction.Extractor, out var calibrator)
            ? extraction with { Result = extraction.Result.WithCalibrated(calibrator.Apply(read)) }
            : extraction;
}
