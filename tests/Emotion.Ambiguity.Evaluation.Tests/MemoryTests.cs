using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Evaluation.Predictions;
using Emotion.Ambiguity.Evaluation.Tests.Datasets;
using Emotion.Ambiguity.Evaluation.Tests.Support;
using Emotion.Ambiguity.Extraction;

namespace Emotion.Ambiguity.Evaluation.Tests;

/// <summary>Memory that does not grow with the corpus. Alone, because the heap is the process's.</summary>
[Collection("alone")]
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class MemoryTests : IDisposable
{
    private const int Rows = 100_000;
    private readonly Corpus _corpus = new();
    private readonly RunFolder _folder = new();

    public void Dispose()
    {
        _corpus.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task ReadAsync_HundredThousandRows_MemoryStaysFlat()
    {
        var dataset = new MeasuredDataset(OpenBig());
        (await Corpus.ReadAsync(dataset.Where(_ => false))).ShouldBeEmpty();
        dataset.Growth.Single().ShouldBeLessThan(4 << 20); // the ids seen, 2 MB; the items themselves would be 50 MB
    }

    [Fact]
    public async Task Evaluate_HundredThousandAnswers_MemoryStaysFlat()
    {
        var dataset = new MeasuredDataset(OpenBig());
        var answers = _corpus.Write("answers.csv", "id,answer\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => $"row-{i},\"anger {i % 50}%, sadness {50 - (i % 50)}%, neutral 50%\"\n")));
        var source = PredictionSource.FromAnswers("answers", answers, dataset.Taxonomy, new TextDistributionExtractor());

        var report = await EmotionEvaluator.EvaluateAsync(dataset, [source], _folder.Options);

        report.Rows[0].Valid.ShouldBe(Rows);
        dataset.Growth.Count.ShouldBe(3); // survey, predictions, scores
        // Beside the ids: samples of at most 50,000 outcomes a row of the report, 40 bytes each. Items and predictions themselves would be 100 MB.
        dataset.Growth.ShouldAllBe(g => g < 24 << 20);
    }

    private IEmotionDataset OpenBig()
    {
        var text = new StringBuilder("id,text,ang,hap,sad,neu\n");
        for (var i = 0; i < Rows; i++) text.Append("row-").Append(i).Append(",some words of the row ").Append(i).Append(',').Append(i % 3).Append(',').Append(i % 5).Append(",0,1\n");
        var columns = new TableColumns
        {
            Id = "id",
            Text = "text",
            Labels = new Dictionary<string, string> { ["ang"] = "anger", ["hap"] = "happiness", ["sad"] = "sadness", ["neu"] = "neutral" }.ToImmutableDictionary(),
        };
        return EmotionDatasets.FromTable("big", _corpus.Write("big.csv", text.ToString()), columns, EmotionTaxonomy.Paper4, new());
    }

    /// <summary>Measures the heap early and late in each reading.</summary>
    private sealed class MeasuredDataset(IEmotionDataset inner) : IEmotionDataset
    {
        public List<long> Growth { get; } = [];

        public string Name => inner.Name;

        public EmotionTaxonomy Taxonomy => inner.Taxonomy;

        public string LicenseNote => inner.LicenseNote;

        public async IAsyncEnumerable<AnnotatedUtterance> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            long early = 0, count = 0;
            await foreach (var item in inner.ReadAsync(cancellationToken))
            {
                count++;
                if (count == 1_000) early = GC.GetTotalMemory(forceFullCollection: true);
                if (count == Rows) Growth.Add(GC.GetTotalMemory(forceFullCollection: true) - early);
                yield return item;
            }
        }
    }
}
