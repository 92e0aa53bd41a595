using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;

namespace Emotion.Ambiguity.Cli.Recognize;

/// <summary>The extractors by the names that the command line knows.</summary>
internal static class ExtractorCatalog
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

    public static string Help => string.Join("; ", Entries.Select(e => $"{e.Name}: {e.Summary}"));

    public static IEnumerable<string> Names => Entries.Select(e => e.Name);

    public static ImmutableArray<IDistributionExtractor> Create(IEnumerable<string> names) =>
        [.. names.Distinct(StringComparer.Ordinal).Select(name => (Entries.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.Ordinal))
            ?? throw new UsageException($"There is no extractor \"{name}\". Known: {string.Join(", ", Names)}.")).Create(name))];

    private sealed record Entry(string Name, string Summary, Func<string, IDistributionExtractor> Factory)
    {
        public IDistributionExtractor Create(string name) => Factory(name);
    }
}
