using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Internal.Files;
using Emotion.Ambiguity.LanguageModels;
using static Emotion.Ambiguity.Internal.Files.FittedFile;

namespace Emotion.Ambiguity.Extraction.Probes.Files;

/// <summary>The file of a probe.</summary>
internal static class ProbeFile
{
    private const string Owner = "The probe";

    public static FittedFileFormat<LinearProbe, ProbeDocument> Format { get; } = new()
    {
        Type = ProbeJson.Default.ProbeDocument,
        Read = Read,
        Write = Write,
        Error = (file, reason, remedy, cause) => new ProbeFormatException(file, reason, remedy, cause),
        Kind = "probe",
        Remedy = "Train the probe again and save it with LinearProbe.Save.",
    };

    private static LinearProbe Read(ProbeDocument? document, string? file)
    {
        if (document?.FormatVersion is not { } version) throw new ArgumentException("It has no \"formatVersion\", so it is not a probe.");
        if (version != LinearProbe.FormatVersion)
        {
            throw new ProbeFormatException(
                file, $"It has format version {version}, but this version of the library reads {LinearProbe.FormatVersion}.",
                "Use the version of the library that wrote it, or train the probe again.");
        }

        var taxonomy = Required(document.Taxonomy, "taxonomy", Owner).ToTaxonomy();
        var means = Required(document.Means, "means", Owner);
        return new LinearProbe(
            taxonomy, means, Required(document.Scales, "scales", Owner), Rows(Required(document.Weights, "weights", Owner), taxonomy, means.Length), Required(document.Biases, "biases", Owner))
        {
            HiddenState = ParseKind(document.HiddenState),
            FeatureNames = [.. document.FeatureNames ?? []],
            LanguageModelId = document.LanguageModel,
            Prompt = document.Prompt,
            InputMode = document.InputMode,
            Dataset = document.Dataset,
            ExampleCount = document.Examples,
            Penalty = document.Penalty,
        };
    }

    private static ProbeDocument Write(LinearProbe probe) => new()
    {
        FormatVersion = LinearProbe.FormatVersion,
        Taxonomy = TaxonomyDocument.Of(probe.Taxonomy),
        HiddenState = NameOf(probe.HiddenState),
        FeatureNames = probe.FeatureNames.IsEmpty ? null : [.. probe.FeatureNames],
        LanguageModel = probe.LanguageModelId,
        Prompt = probe.Prompt,
        InputMode = probe.InputMode,
        Dataset = probe.Dataset,
        Examples = probe.ExampleCount,
        Penalty = probe.Penalty,
        Means = [.. probe.Means],
        Scales = [.. probe.Scales],
        Biases = [.. probe.Biases],
        Weights = [.. Enumerable.Range(0, probe.Taxonomy.Count).Select(n => probe.WeightsOf(n).ToArray())],
    };

    private static double[] Rows(double[]?[] rows, EmotionTaxonomy taxonomy, int width)
    {
        if (rows.Length != taxonomy.Count) throw new ArgumentException($"Its weights must have {taxonomy.Count} rows, one a label, but have {rows.Length}.");
        for (var n = 0; n < rows.Length; n++)
        {
            if (rows[n]?.Length != width) throw new ArgumentException($"Row {n + 1} of its weights must hold {width} numbers.");
        }

        return [.. rows.SelectMany(r => r!)];
    }

    // Written out, so that renaming a member of the enumeration does not change the format.
    private static string? NameOf(HiddenStateKind kind) => kind switch
    {
        HiddenStateKind.None => null,
        HiddenStateKind.LastPosition => "lastPosition",
        HiddenStateKind.MeanOfUtterance => "meanOfUtterance",
        _ => throw new InvalidOperationException($"No name is known for {kind}."),
    };

    private static HiddenStateKind ParseKind(string? name) => name switch
    {
        null => HiddenStateKind.None,
        "lastPosition" => HiddenStateKind.LastPosition,
        "meanOfUtterance" => HiddenStateKind.MeanOfUtterance,
        _ => throw new ArgumentException($"Its \"hiddenState\" is \"{name}\", but only lastPosition and meanOfUtterance are known."),
    };
}
