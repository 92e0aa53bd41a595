using Emotion.Ambiguity.Computing;

namespace Emotion.Ambiguity.Tests.Computing;

public sealed class ProcessorBudgetTests
{
    [Fact]
    public void Take_AsMuchAsThereIs_NobodyWaits()
    {
        var budget = new ProcessorBudget(3);
        using var first = budget.Take(1);
        using var second = budget.Take(2);
        (first.Threads, second.Threads).ShouldBe((1, 2));
    }

    [Fact]
    public void Take_MoreThanThereIs_IsAllOfIt() => new ProcessorBudget(2).Take(16).Threads.ShouldBe(2);

    [Fact]
    public async Task Take_ManyCallers_NeverMoreThreadsThanCoresAndAllGetTheirTurn()
    {
        var budget = new ProcessorBudget(3);
        var (computing, most, done) = (0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(n => Task.Factory.StartNew(
            () =>
            {
                var threads = 1 + (n % 4);
                for (var i = 0; i < 50; i++)
                {
                    using var share = budget.Take(threads);
                    var now = Interlocked.Add(ref computing, share.Threads);
                    if (now > Volatile.Read(ref most)) Volatile.Write(ref most, now);
                    Thread.SpinWait(200);
                    Interlocked.Add(ref computing, -share.Threads);
                    Interlocked.Increment(ref done);
                }
            },
            TaskCreationOptions.LongRunning)));
        (done, computing).ShouldBe((600, 0));
        most.ShouldBeInRange(1, 3);
    }

    [Fact]
    public async Task Take_WhoeverAskedFirst_ComputesFirstAlsoWhereALaterOneWouldFit()
    {
        var budget = new ProcessorBudget(2);
        var held = budget.Take(1);
        var large = Task.Run(() => budget.Take(2));
        await Task.Delay(50);
        var small = Task.Run(() => budget.Take(1));
        await Task.Delay(50);
        (large.IsCompleted, small.IsCompleted).ShouldBe((false, false));

        held.Dispose();
        var share = await large.WaitAsync(TimeSpan.FromSeconds(30));
        small.IsCompleted.ShouldBeFalse();
        share.Dispose();
        (await small.WaitAsync(TimeSpan.FromSeconds(30))).Dispose();
    }

    [Fact]
    public async Task Take_CancelledWhileWaiting_LeavesTheQueueToOthers()
    {
        var budget = new ProcessorBudget(1);
        var held = budget.Take(1);
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var atTheHead = Task.Run(() => budget.Take(1, first.Token));
        await Task.Delay(30);
        var behind = Task.Run(() => budget.Take(1, second.Token));
        await Task.Delay(30);
        var last = Task.Run(() => budget.Take(1));
        await Task.Delay(30);

        await second.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => behind.WaitAsync(TimeSpan.FromSeconds(30)));
        await first.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => atTheHead.WaitAsync(TimeSpan.FromSeconds(30)));
        last.IsCompleted.ShouldBeFalse();
        held.Dispose();
        (await last.WaitAsync(TimeSpan.FromSeconds(30))).Threads.ShouldBe(1);
    }

    [Fact]
    public void Take_CancelledBefore_HoldsNothing()
    {
        var budget = new ProcessorBudget(1);
        Should.Throw<OperationCanceledException>(() => budget.Take(1, new CancellationToken(canceled: true)));
        budget.Take(1).Threads.ShouldBe(1);
    }

    [Fact]
    public void Constructor_NoCore_Refused() => Should.Throw<ArgumentOutOfRangeException>(() => new ProcessorBudget(0));
}
