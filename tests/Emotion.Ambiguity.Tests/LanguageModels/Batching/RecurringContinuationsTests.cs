using Emotion.Ambiguity.LanguageModels.Batching;

namespace Emotion.Ambiguity.Tests.LanguageModels.Batching;

public sealed class RecurringContinuationsTests
{
    [Fact]
    public void Of_TheSameTokensInAnotherList_AreTheSameTrees()
    {
        var recurring = new RecurringContinuations(8);
        var first = recurring.Of([new[] { 1, 2 }, new[] { 3 }]);

        recurring.Of([new[] { 1, 2 }, new[] { 3 }]).ShouldBeSameAs(first);
        recurring.Of([new[] { 3 }, new[] { 1, 2 }]).ShouldNotBeSameAs(first);
        recurring.Of([new[] { 1, 2 }]).ShouldNotBeSameAs(first);
    }

    [Fact]
    public void Of_MemoryThatItsOwnerWroteToSince_IsBuiltAnew()
    {
        var recurring = new RecurringContinuations(8);
        var tokens = new[] { 1, 2 };
        recurring.Of([tokens]);
        tokens[1] = 5;

        recurring.Of([tokens]).Trees[0].Decoded[0].ChildTokens.ShouldBe([5]);
    }

    [Fact]
    public void Of_MoreSetsThanAreKept_StillRight()
    {
        var recurring = new RecurringContinuations(8);
        for (var i = 0; i < 100; i++) recurring.Of([new[] { i, i + 1, i + 2 }]).Trees[0].Decoded.Select(n => n.Token).ShouldBe([i, i + 1]);
    }

    [Fact]
    public void Of_SeveralTrees_TheirNodesShareNoSlot()
    {
        var trees = new RecurringContinuations(1).Of([new[] { 1, 2, 3 }, new[] { 4, 5 }, new[] { 6, 7, 8 }]);

        trees.Trees.Length.ShouldBe(3);
        trees.Trees.SelectMany(t => t.Decoded).Select(n => n.Slot).ShouldBe([1, 2, 3, 4, 5]);
        trees.DecodedNodes.ShouldBe(5);
        trees.Longest.ShouldBe(3);
    }
}
