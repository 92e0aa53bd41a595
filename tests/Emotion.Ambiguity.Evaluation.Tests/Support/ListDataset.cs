using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Distributions.Annotations;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Evaluation.Tests.Support;

/// <summary>A dataset that a test writes down.</summary>
internal sealed class ListDataset(EmotionTaxonomy taxonomy, params IEnumerable<AnnotatedUtterance> items) : IEmotionDataset
{
    public static readonly EmotionTaxonomy Three = EmotionTaxonomy.FromNames("Three", ["anger", "joy", "calm"]);

    public List<AnnotatedUtterance> Items { get; } = [.. items];

    public string Name => "list";

    public EmotionTaxonomy Taxonomy => taxonomy;

    public string LicenseNote => "none";

    /// <summary>Items "0", "1", ... with these distributions as soft votes.</summary>
    public static ListDataset OfTargets(EmotionTaxonomy taxonomy, IEnumerable<double[]> targets) =>
        new(taxonomy, targets.Select((t, i) => OfShares(taxonomy, i.ToString(), t)));

    /// <summary>An item whose raters named these labels.</summary>
    public static AnnotatedUtterance OfRaters(string id, params string[] labels) =>
        new(Utterance.FromText($"words of {id}", id), Three, labels.Select((l, r) => new RaterVote(l) { RaterId = $"r{r}" }));

    public static AnnotatedUtterance OfShares(EmotionTaxonomy taxonomy, string id, double[] shares) =>
        new(Utterance.FromText($"words of {id}", id), taxonomy, shares.Select((s, n) => new RaterVote(taxonomy[n].Name) { Weight = s }).Where(v => v.Weight > 0)) { Source = VoteSource.SoftVotes };

    public async IAsyncEnumerable<AnnotatedUtterance> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var item in Items)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }
}
