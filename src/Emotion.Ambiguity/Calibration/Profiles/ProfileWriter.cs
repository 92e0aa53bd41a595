using Emotion.Ambiguity.Internal.Files;

namespace Emotion.Ambiguity.Calibration.Profiles;

/// <summary>Turns a profile into what its file has.</summary>
internal static class ProfileWriter
{
    public static ProfileDocument ToDocument(CalibrationProfile profile) => new()
    {
        FormatVersion = CalibrationProfile.FormatVersion,
        Taxonomy = TaxonomyDocument.Of(profile.Taxonomy),
        LanguageModel = profile.LanguageModelId,
        Prompt = profile.Prompt,
        Dataset = profile.Dataset,
        Entries = [.. profile.Entries.Select(ToDocument)],
    };

    private static EntryDocument ToDocument(CalibrationEntry entry)
    {
        var document = new EntryDocument
        {
            Extractor = entry.Extractor,
            Pairs = entry.PairCount,
            KullbackLeiblerBefore = entry.KullbackLeiblerBefore,
            KullbackLeiblerAfter = entry.KullbackLeiblerAfter,
            Method = entry.Calibrator.Method,
        };
        return entry.Calibrator switch
        {
            TemperatureCalibrator t => document with { Temperature = t.Temperature },
            VectorCalibrator v => document with { Weights = [.. v.Weights], Biases = [.. v.Biases] },
            PriorCalibrator p => document with { Strength = p.Strength, Ratios = [.. p.Ratios] },
            CooccurrenceCalibrator c => document with { Strength = c.Strength, Lifts = [.. Enumerable.Range(0, c.Taxonomy.Count).Select(n => c.LiftRow(n).ToArray())] },
            _ => throw new InvalidOperationException($"No format is known for {entry.Calibrator.GetType()}."),
        };
    }
}
