using System.Collections.Immutable;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Extraction.Probes;

namespace Emotion.Ambiguity.Cli.Recognize;

/// <summary>Turns the names of extractors, as written on the command line, into those of the library.</summary>
internal static class ExtractorNames
{
    public static string Help => string.Join("; ", ExtractorCatalog.Names.Select(n => $"{n}: {ExtractorCatalog.Describe(n)}"));

    /// <summary>The same with a trained probe before them, where there is one.</summary>
    public static ImmutableArray<IDistributionExtractor> Create(IEnumerable<string> names, LinearProbe? probe) =>
        probe is null ? Create(names) : [new ProbeExtractor(probe), .. Create(names)];

    public static ImmutableArray<IDistributionExtractor> Create(IEnumerable<string> names) =>
        [.. names.Distinct(StringComparer.Ordinal).Select(name => ExtractorCatalog.TryCreate(name, out var extractor)
            ? extractor
            : throw new UsageException($"There is no extractor \"{name}\". Known: {string.Join(", ", ExtractorCatalog.Names)}."))];
}
