using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Internal.Files;
using static Emotion.Ambiguity.Internal.Files.FittedFile;

namespace Emotion.Ambiguity.Calibration.Profiles;

/// <summary>Turns what a file has into a profile. A wrong value is an <see cref="ArgumentException"/> of the type that it was meant for.</summary>
internal static class ProfileReader
{
    public static CalibrationProfile Read(ProfileDocument? document, string? file)
    {
        if (document?.FormatVersion is not { } version) throw new ArgumentException("It has no \"formatVersion\", so it is not a calibration profile.");
        if (version != CalibrationProfile.FormatVersion)
        {
            throw new CalibrationFormatException(
                file, $"It has format version {version}, but this version of the library reads {CalibrationProfile.FormatVersion}.",
                "Use the version of the library that wrote it, or fit the calibration again.");
        }

        var taxonomy = Required(document.Taxonomy, "taxonomy", "The profile").ToTaxonomy();
        return new CalibrationProfile(taxonomy, Required(document.Entries, "entries", "The profile").Select((e, i) => Entry(taxonomy, e, i)).ToArray())
        {
            LanguageModelId = document.LanguageModel,
            Prompt = document.Prompt,
            Dataset = document.Dataset,
        };
    }

    private static CalibrationEntry Entry(EmotionTaxonomy taxonomy, EntryDocument? document, int index)
    {
        var extractor = Required(document?.Extractor, "extractor", $"Entry {index + 1}");
        try
        {
            return new CalibrationEntry(extractor, Calibrator(taxonomy, document!))
            {
                PairCount = document!.Pairs,
                KullbackLeiblerBefore = document.KullbackLeiblerBefore,
                KullbackLeiblerAfter = document.KullbackLeiblerAfter,
            };
        }
        catch (ArgumentException fault)
        {
            throw new ArgumentException($"The entry for the extractor \"{extractor}\" is not valid. {Sentence(fault)}", fault);
        }
    }

    private static DistributionCalibrator Calibrator(EmotionTaxonomy taxonomy, EntryDocument document)
    {
        var method = CalibrationMethods.Parse(Required(document.Method, "method", "It"));
        return method switch
        {
            CalibrationMethod.Temperature => new TemperatureCalibrator(taxonomy, Parameter(document.Temperature, "temperature")),
            CalibrationMethod.Vector => new VectorCalibrator(taxonomy, Required(document.Weights, "weights", "It"), Required(document.Biases, "biases", "It")),
            CalibrationMethod.Prior => new PriorCalibrator(taxonomy, Required(document.Ratios, "ratios", "It"), Parameter(document.Strength, "strength")),
            CalibrationMethod.Cooccurrence => new CooccurrenceCalibrator(taxonomy, Rows(taxonomy, Required(document.Lifts, "lifts", "It")), Parameter(document.Strength, "strength")),
            _ => throw new InvalidOperationException($"No format is known for {method}."),
        };
    }

    private static double[] Rows(EmotionTaxonomy taxonomy, double[]?[] rows)
    {
        for (var n = 0; n < rows.Length; n++)
        {
            if (rows[n]?.Length != taxonomy.Count) throw new ArgumentException($"Row {n + 1} of its lifts must hold {taxonomy.Count} numbers.");
        }

        return [.. rows.SelectMany(r => r!)];
    }

    private static double Parameter(double? value, string field) => RequiredValue(value, field, "It");
}
