using Emotion.Ambiguity.Evaluation.Datasets;

namespace Emotion.Ambiguity.Evaluation.Tests.Datasets;

public sealed class IdSetTests
{
    [Fact]
    public void Add_ManyIds_EachIsNewOnce()
    {
        var set = new IdSet();
        string[] ids = [.. Enumerable.Range(0, 50_000).Select(i => $"item-{i}"), "", "\0", "ITEM-1"];

        ids.ShouldAllBe(id => set.Add(id));
        ids.ShouldAllBe(id => !set.Add(id));
    }
}
