using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>What all readers share: a session per reading, and one way to turn a row into an item.</summary>
internal abstract class CorpusDataset(string name, EmotionTaxonomy taxonomy, string licenseNote, DatasetOptions options) : IEmotionDataset
{
    public string Name => name;

    public EmotionTaxonomy Taxonomy => taxonomy;

    public string LicenseNote => licenseNote;

    public async IAsyncEnumerable<AnnotatedUtterance> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var session = new ReadingSession(name, taxonomy, options);
        await foreach (var draft in ReadDraftsAsync(session, cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (session.Build(draft) is { } item) yield return item;
        }
    }

    protected abstract IAsyncEnumerable<ItemDraft> ReadDraftsAsync(ReadingSession session, CancellationToken cancellationToken);
}
