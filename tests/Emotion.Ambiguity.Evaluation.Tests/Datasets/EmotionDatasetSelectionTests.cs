using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Evaluation.Tests.Support;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Evaluation.Tests.Datasets;

public sealed class EmotionDatasetSelectionTests
{
    private static readonly ListDataset Dataset = new(
        ListDataset.Three, Enumerable.Range(0, 1000).Select(i => i % 10 == 0
            ? new AnnotatedUtterance(Utterance.FromText("x", $"{i}"), ListDataset.Three)
            : ListDataset.OfRaters($"{i}", "joy")));

    [Fact]
    public async Task Sample_LessThanThereIs_IsThatManyWithVotesInOrder()
    {
        var ids = (await Corpus.ReadAsync(Dataset.Sample(100, 1))).ConvertAll(i => int.Parse(i.Id));
        ids.Count.ShouldBe(100);
        ids.ShouldBe(ids.Order());
        ids.ShouldNotContain(i => i % 10 == 0);
    }

    [Fact]
    public async Task Sample_Smaller_IsAPartOfALarger() =>
        (await Ids(Dataset.Sample(50, 3))).ShouldBeSubsetOf(await Ids(Dataset.Sample(200, 3)));

    [Fact]
    public async Task Sample_OtherSeed_IsAnother() =>
        (await Ids(Dataset.Sample(50, 3))).ShouldNotBe(await Ids(Dataset.Sample(50, 4)));

    [Fact]
    public async Task Sample_MoreThanThereIs_IsAll() => (await Ids(Dataset.Sample(5000, 1))).Count.ShouldBe(900);

    [Fact]
    public async Task Sample_ManySeeds_TakesEveryItemAboutAsOften()
    {
        var counts = new Dictionary<string, int>();
        for (var seed = 0; seed < 400; seed++)
            foreach (var id in await Ids(Dataset.Sample(90, seed))) counts[id] = counts.GetValueOrDefault(id) + 1;

        counts.Count.ShouldBe(900);
        counts.Values.Max().ShouldBeLessThan(70); // 40 expected, standard deviation 6
        counts.Values.Min().ShouldBeGreaterThan(15);
    }

    [Fact]
    public async Task Where_Condition_LeavesTheOthersOut() => (await Ids(Dataset.Where(i => i.Id.EndsWith('7')))).Count.ShouldBe(100);

    private static async Task<List<string>> Ids(IEmotionDataset dataset) => (await Corpus.ReadAsync(dataset)).ConvertAll(i => i.Id);
}
