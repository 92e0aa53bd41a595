using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Extraction;

/// <summary>The extractors of the library by the names that the command line and configuration files know. Thread-safe.</summary>
public static class ExtractorCatalog
{
    private static readonly ImmutableArray<Entry> Entries =
    [
        new("likelihood", "log P(label | prompt), softmax over labels", n => new LabelLikelihoodExtractor(new(), n)),
        new("likelihood-per-token", "the same per token of the label", n => new LabelLikelihoodExtractor(new() { Score = LikelihoodScore.PerToken }, n)),
        new("likelihood-unbiased", "minus the label's likelihood under an empty utterance", n => new LabelLikelihoodExtractor(new() { Score = LikelihoodScore.MinusEmptyUtterance }, n)),
        new("token", "the paper: mean logit of the label's tokens over all steps, share of the sum (eq. 1 and 2)", n => new TokenLogitExtractor(new(), n)),
        new("token-softmax", "eq. 1 with a softmax instead of eq. 2", n => new TokenLogitExtractor(new() { Normalization = ScoreNormalization.Softmax() }, n)),
        new("token-words", "eq. 1 over the steps of emotion words only, softmax", n => new TokenLogitExtractor(new() { Steps = StepSelection.EmotionWords, Normalization = ScoreNormalization.Softmax() }, n)),
        new("token-first", "the logits at the first emotion word, softmax", n => new TokenLogitExtractor(new() { Steps = StepSelection.FirstLabelToken, Normalization = ScoreNormalization.Softmax() }, n)),
        new("sampling", "16 answers drawn at random, each a vote", n => new SamplingExtractor(new(), n)),
        new("text", "the percentages or the label that the answer names", n => new TextDistributionExtractor(new(), n)),
    ];

    /// <summary>All names, in lower case.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Entries.Select(e => e.Name)];

    /// <summary>What an extractor reads, in a few words.</summary>
    /// <param name="name">One of <see cref="Names"/>, in this case.</param>
    /// <returns>The summary, without a full stop.</returns>
    /// <exception cref="ArgumentException">There is no extractor of this name.</exception>
    public static string Describe(string name) => Find(name)?.Summary ?? throw Unknown(name);

    /// <summary>Creates an extractor.</summary>
    /// <param name="name">One of <see cref="Names"/>, in this case; also its name in results.</param>
    /// <returns>A new extractor.</returns>
    /// <exception cref="ArgumentException">There is no extractor of this name; the message lists them.</exception>
    public static IDistributionExtractor Create(string name) => TryCreate(name, out var extractor) ? extractor : throw Unknown(name);

    /// <summary>Creates an extractor where there is one of a name.</summary>
    /// <param name="name">Any text; compared with case.</param>
    /// <param name="extractor">A new extractor, or null where there is none of this name.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryCreate(string name, [NotNullWhen(true)] out IDistributionExtractor? extractor)
    {
        extractor = Find(name) is { } entry ? entry.Factory(name) : null;
        return extractor is not null;
    }

    private static Entry? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Entries.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.Ordinal));
    }

    private static ArgumentException Unknown(string name) => new($"There is no extractor \"{name}\". Known: {string.Join(", ", Names)}.", nameof(name));

    private sealed record Entry(string Name, string Summary, Func<string, IDistributionExtractor> Factory);
}
