using Emotion.Ambiguity.Extraction;

namespace Emotion.Ambiguity.DependencyInjection.Loading;

/// <summary>An extractor under the name that it was added with, so that configuration and results agree.</summary>
internal sealed class RenamedExtractor : IDistributionExtractor
{
    private readonly IDistributionExtractor _extractor;

    private RenamedExtractor(IDistributionExtractor extractor, string name) => (_extractor, Name) = (extractor, name);

    public string Name { get; }

    public static IDistributionExtractor Rename(IDistributionExtractor extractor, string name) =>
        string.Equals(extractor.Name, name, StringComparison.Ordinal) ? extractor : new RenamedExtractor(extractor, name);

    public IPreparedExtractor Prepare(ExtractionContext context) => _extractor.Prepare(context);
}
