using Emotion.Ambiguity.Internal.Files;
using static Emotion.Ambiguity.Internal.Files.FittedFile;

namespace Emotion.Ambiguity.Fusion.Files;

/// <summary>The file of a profile.</summary>
internal static class FusionFile
{
    private const string Owner = "The profile";

    public static FittedFileFormat<FusionProfile, FusionDocument> Format { get; } = new()
    {
        Type = FusionJson.Default.FusionDocument,
        Read = Read,
        Write = Write,
        Error = (file, reason, remedy, cause) => new FusionFormatException(file, reason, remedy, cause),
        Kind = "fusion profile",
        Remedy = "Fit the weights again and save them with FusionProfile.Save.",
    };

    private static FusionProfile Read(FusionDocument? document, string? file)
    {
        if (document?.FormatVersion is not { } version) throw new ArgumentException("It has no \"formatVersion\", so it is not a fusion profile.");
        if (version != FusionProfile.FormatVersion)
        {
            throw new FusionFormatException(
                file, $"It has format version {version}, but this version of the library reads {FusionProfile.FormatVersion}.",
                "Use the version of the library that wrote it, or fit the weights again.");
        }

        var taxonomy = Required(document.Taxonomy, "taxonomy", Owner).ToTaxonomy();
        return new FusionProfile(taxonomy, Required(document.Experts, "experts", Owner).Select(Expert).ToArray())
        {
            Epsilon = RequiredValue(document.Epsilon, "epsilon", Owner),
            Biases = [.. document.Biases ?? []],
            Dataset = document.Dataset,
            ItemCount = document.Items,
        };
    }

    private static FusionExpert Expert(ExpertDocument? document, int index)
    {
        var name = Required(document?.Name, "name", $"Expert {index + 1}");
        return new FusionExpert(name, RequiredValue(document!.Weight, "weight", $"The expert \"{name}\""));
    }

    private static FusionDocument Write(FusionProfile profile) => new()
    {
        FormatVersion = FusionProfile.FormatVersion,
        Taxonomy = TaxonomyDocument.Of(profile.Taxonomy),
        Dataset = profile.Dataset,
        Items = profile.ItemCount,
        Epsilon = profile.Epsilon,
        Experts = [.. profile.Experts.Select(e => new ExpertDocument { Name = e.Name, Weight = e.Weight })],
        Biases = profile.Biases.IsEmpty ? null : [.. profile.Biases],
    };
}
