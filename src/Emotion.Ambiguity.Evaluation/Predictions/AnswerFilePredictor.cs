using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Evaluation.Predictions;

/// <summary>Reads answers that some model gave before: a CSV, TSV or JSONL file with the columns id (or clip) and answer.</summary>
/// <remarks>The answers stand in the dataset's order, save for a few thousand lines; answers of other items may stand between them.</remarks>
internal sealed class AnswerFilePredictor(string file, EmotionTaxonomy taxonomy, TextDistributionExtractor extractor) : IItemPredictor
{
    // How far an answer may stand before its turn: what is read ahead is held in memory.
    private const int MaxAhead = 4096;

    public async IAsyncEnumerable<ItemPrediction> PredictAsync(
        IAsyncEnumerable<AnnotatedUtterance> items, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var ahead = new Dictionary<string, string>(StringComparer.Ordinal);
        var order = new Queue<string>();
        var answers = ReadAnswersAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var disposal = answers.ConfigureAwait(false);
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            while (!ahead.ContainsKey(item.Id) && ahead.Count < MaxAhead && await answers.MoveNextAsync().ConfigureAwait(false))
            {
                if (ahead.TryAdd(answers.Current.Id, answers.Current.Answer)) order.Enqueue(answers.Current.Id);
            }

            if (ahead.Remove(item.Id, out var answer)) yield return Read(item.Id, answer);
            else yield return ItemPrediction.Failed(item.Id, $"\"{file}\" has no answer for this item within {MaxAhead} lines of its place; answers stand in the dataset's order.");
            while (ahead.Count >= MaxAhead) _ = ahead.Remove(order.Dequeue());
            while (order.TryPeek(out var oldest) && !ahead.ContainsKey(oldest)) _ = order.Dequeue();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ItemPrediction Read(string id, string answer) =>
        ItemPrediction.Of(id, [new NamedExtraction(extractor.Name, extractor.Read(answer, taxonomy))]) with { Answer = answer };

    private async IAsyncEnumerable<(string Id, string Answer)> ReadAnswersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var session = new ReadingSession("answers", taxonomy, new DatasetOptions());
        if (TableFile.IsJsonLines(file))
        {
            await foreach (var row in TableFile.ReadJsonLinesAsync(file, session, cancellationToken).ConfigureAwait(false))
                yield return ((row.Optional("id") ?? row.Optional("clip") ?? throw Missing(row, "id")), row.Optional("answer") ?? "");
            yield break;
        }

        var format = TableFormat.Of(file);
        var idColumn = TableFile.ReadHeader(file, format).Any(c => c.Trim().Equals("id", StringComparison.OrdinalIgnoreCase)) ? "id" : "clip";
        await foreach (var row in TableFile.ReadAsync(file, format, [idColumn, "answer"], session, cancellationToken).ConfigureAwait(false))
            yield return (row.Optional(idColumn) ?? throw Missing(row, idColumn), row["answer"]);
    }

    private static DatasetFormatException Missing(TableRow row, string column) => new(row.File, row.Line, $"The row has no {column}.", "Every answer needs the id of its item.");
}
