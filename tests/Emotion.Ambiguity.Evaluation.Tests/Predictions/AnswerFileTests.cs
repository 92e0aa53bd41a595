using Emotion.Ambiguity.Evaluation.Predictions;
using Emotion.Ambiguity.Evaluation.Reports;
using Emotion.Ambiguity.Evaluation.Tests.Support;
using Emotion.Ambiguity.Extraction;

namespace Emotion.Ambiguity.Evaluation.Tests.Predictions;

public sealed class AnswerFileTests : IDisposable
{
    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.csv", "id,answer\n0,\"joy 60%, calm 40%\"\n1,no idea\n2,anger 100%\n")]
    [InlineData("a.csv", "more,answer,clip\n,\"joy 60%, calm 40%\",0\n,no idea,1\n,anger 100%,2\n")]
    [InlineData("a.tsv", "id\tanswer\n0\tjoy 60%, calm 40%\n1\tno idea\n2\tanger 100%\n")]
    [InlineData("a.jsonl", "{\"id\":\"0\",\"answer\":\"joy 60%, calm 40%\"}\n{\"id\":\"1\",\"answer\":\"no idea\"}\n{\"id\":\"2\",\"answer\":\"anger 100%\"}\n")]
    [InlineData("a.csv", "id,answer\nother,joy 100%\n2,anger 100%\n1,no idea\nothers,joy 100%\n0,\"joy 60%, calm 40%\"\n")]
    public async Task Evaluate_AnswersInAnyOfTheFormats_AreReadAndJoinedById(string name, string content)
    {
        var row = await EvaluateAsync(name, content);
        (row.Valid, row.Invalid, row.Failed).ShouldBe((2, 1, 0));
    }

    [Fact]
    public async Task Evaluate_AnswerMissing_IsAFailedItem()
    {
        var row = await EvaluateAsync("a.csv", "id,answer\n0,joy 100%\n2,anger 100%\n");
        (row.Valid, row.Failed).ShouldBe((2, 1));
        (await File.ReadAllTextAsync(_folder.FileOf("answers"))).ShouldContain("no answer for this item");
    }

    [Fact]
    public async Task Evaluate_AnswersFarOutOfOrder_AreFailedItemsInBoundedMemory()
    {
        // 5,000 answers of nobody come before the ones that are asked for: more than are held.
        var content = "id,answer\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"x{i},joy 100%\n")) + "0,joy 100%\n1,joy 100%\n2,anger 100%\n";
        var row = await EvaluateAsync("a.csv", content);
        row.Failed.ShouldBeGreaterThan(0);
        (row.Valid + row.Failed).ShouldBe(3);
    }

    [Fact]
    public async Task Evaluate_NoAnswerColumn_NamesTheColumns() =>
        (await Should.ThrowAsync<DatasetFormatException>(() => EvaluateAsync("a.csv", "id,text\n0,joy 100%\n"))).Message.ShouldContain("\"answer\"");

    [Fact]
    public async Task Evaluate_RowWithoutId_NamesTheLine() =>
        (await Should.ThrowAsync<DatasetFormatException>(() => EvaluateAsync("a.csv", "id,answer\n,joy 100%\n"))).Line.ShouldBe(2);

    private async Task<ReportRow> EvaluateAsync(string name, string content)
    {
        var file = Path.Combine(_folder.Path, name);
        await File.WriteAllTextAsync(file, content);
        var dataset = ListDataset.OfTargets(ListDataset.Three, [[0, 1, 0], [1, 0, 0], [1, 0, 0]]);
        var source = PredictionSource.FromAnswers("answers", file, dataset.Taxonomy, new TextDistributionExtractor());
        return (await EmotionEvaluator.EvaluateAsync(dataset, [source], _folder.Options)).Rows[0];
    }
}
