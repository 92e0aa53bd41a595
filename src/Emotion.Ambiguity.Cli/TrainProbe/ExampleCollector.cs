using System.Collections.Immutable;
using Emotion.Ambiguity.Cli.Progress;
using Emotion.Ambiguity.Distributions.Annotations;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Extraction.Probes;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli.TrainProbe;

/// <summary>Reads the hidden states of all items, several at a time, and keeps them in the items' order. A bad item is reported and left out.</summary>
internal sealed class ExampleCollector(IAmbiguousEmotionRecognizer recognizer, HiddenStateRecorder recorder, ProgressLine progress, TextWriter error)
{
    private const int Concurrency = 16;

    public int Failed { get; private set; }

    public async Task<List<ProbeExample>> CollectAsync(List<AnnotatedUtterance> items, CancellationToken cancellationToken)
    {
        var states = new ImmutableArray<ReadOnlyMemory<float>>?[items.Count];
        var done = 0;
        progress.Report("hidden states", 0, items.Count);
        await Parallel.ForAsync(0, items.Count, new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken }, async (i, ct) =>
        {
            states[i] = await ReadAsync(items[i], ct).ConfigureAwait(false);
            progress.Report("hidden states", Interlocked.Increment(ref done), items.Count, items[i].Id);
        }).ConfigureAwait(false);

        var examples = new List<ProbeExample>();
        for (var i = 0; i < items.Count; i++)
        {
            var votes = items[i].ToDistribution(VoteAggregation.PlainVotes);
            foreach (var state in states[i] ?? []) examples.Add(new ProbeExample(state, votes, items[i].Speaker ?? items[i].Dialogue));
        }

        return examples;
    }

    private async Task<ImmutableArray<ReadOnlyMemory<float>>?> ReadAsync(AnnotatedUtterance item, CancellationToken cancellationToken)
    {
        try
        {
            return await recorder.RecordAsync(recognizer, item.Utterance, cancellationToken).ConfigureAwait(false);
        }
        catch (EmotionAmbiguityException fault)
        {
            lock (recorder)
            {
                Failed++;
                progress.Hide();
                error.WriteLine($"{item.Id}: {fault.Message}");
            }

            return null;
        }
    }
}
