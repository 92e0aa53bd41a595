using System.Diagnostics;
using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Evaluation.Datasets;

namespace Emotion.Ambiguity.Evaluation.Predictions;

/// <summary>Predicts the items of a dataset that have votes into a file, from where an earlier run was stopped.</summary>
internal sealed class PredictionRun(IEmotionDataset dataset, PredictionSource source, string path)
{
    /// <summary>The items that the file held already.</summary>
    public long Resumed { get; private set; }

    public async Task RunAsync(long total, IProgress<PredictionProgress>? progress, CancellationToken cancellationToken)
    {
        using var file = PredictionFile.OpenOrCreate(path, Header());
        var items = dataset.ReadAsync(cancellationToken).Where(i => i.HasVotes).GetAsyncEnumerator(cancellationToken);
        await using var itemsDisposal = items.ConfigureAwait(false);
        Resumed = await SkipDoneAsync(items, cancellationToken).ConfigureAwait(false);
        var meter = new ProgressMeter(source.Name, Resumed, total, progress);
        if (!await items.MoveNextAsync().ConfigureAwait(false)) return;

        var predictor = await source.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var predictorDisposal = predictor.ConfigureAwait(false);
        await foreach (var prediction in predictor.PredictAsync(FromCurrentAsync(items, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            file.Add(prediction);
            meter.Next();
        }
    }

    private PredictionHeader Header() => new()
    {
        Source = source.Name,
        Model = source.Model,
        Prompt = source.Prompt,
        Extractors = source.Extractors,
        Labels = [.. dataset.Taxonomy.Labels.Select(l => l.Name)],
        Dataset = dataset.Name,
        Fingerprint = source.Fingerprint,
    };

    /// <summary>Moves past the items that the file holds, which are the dataset's first ones or the file is of another dataset.</summary>
    private async Task<long> SkipDoneAsync(IAsyncEnumerator<AnnotatedUtterance> items, CancellationToken cancellationToken)
    {
        var done = 0L;
        await foreach (var prediction in PredictionFile.ReadAsync(path, dataset.Taxonomy, cancellationToken).ConfigureAwait(false))
        {
            var expected = await items.MoveNextAsync().ConfigureAwait(false) ? items.Current.Id : null;
            if (!string.Equals(expected, prediction.Id, StringComparison.Ordinal))
            {
                throw new PredictionException(
                    $"\"{path}\" has the item \"{prediction.Id}\" where the dataset {dataset.Name} now has {(expected is null ? "none" : $"\"{expected}\"")}: "
                    + "it was made from other items. Take another folder, or delete the file.");
            }

            done++;
        }

        return done;
    }

    private static async IAsyncEnumerable<AnnotatedUtterance> FromCurrentAsync(
        IAsyncEnumerator<AnnotatedUtterance> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return items.Current;
        }
        while (await items.MoveNextAsync().ConfigureAwait(false));
    }

    private sealed class ProgressMeter(string source, long resumed, long total, IProgress<PredictionProgress>? progress)
    {
        private readonly long _started = Stopwatch.GetTimestamp();
        private long _done;

        public void Next()
        {
            _done++;
            if (progress is null) return;
            var elapsed = Stopwatch.GetElapsedTime(_started);
            var rate = elapsed > TimeSpan.Zero ? _done / elapsed.TotalSeconds : 0;
            var left = rate > 0 ? TimeSpan.FromSeconds((total - resumed - _done) / rate) : (TimeSpan?)null;
            progress.Report(new PredictionProgress(source, resumed + _done, total, rate, left));
        }
    }
}
