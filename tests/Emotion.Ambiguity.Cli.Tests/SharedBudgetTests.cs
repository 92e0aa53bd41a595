using Emotion.Ambiguity.Cli.Compare;
using Emotion.Ambiguity.Cli.Evaluate;
using Emotion.Ambiguity.Cli.Tests.Evaluate;
using Emotion.Ambiguity.Computing;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Cli.Tests;

/// <summary>All engines of a command compute within one budget of cores: while somebody else holds it, none gets on.</summary>
public sealed class SharedBudgetTests : IDisposable
{
    private readonly EvaluationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Compare_Words_TheLanguageModelWaits() => ShouldWaitAsync(compute => CompareAsync(Utterance.FromText("Get out of my house!"), compute));

    [Fact]
    public Task Compare_Sound_TheTranscriberWaits() => ShouldWaitAsync(compute => CompareAsync(Utterance.FromFile(SampleClips.Files[0]), compute));

    [Fact]
    public Task Evaluate_Words_TheLanguageModelWaits()
    {
        var votes = _folder.WriteVotes(12);
        return ShouldWaitAsync(compute => EvaluateAsync(votes, compute));
    }

    [Fact]
    public Task Evaluate_Sound_TheTranscriberThatItsModelsShareWaits() => ShouldWaitAsync(compute => EvaluateAsync($"votes={Path.GetDirectoryName(SampleClips.Files[0])}", compute));

    private static async Task ShouldWaitAsync(Func<ComputeSettings, Task<int>> run)
    {
        var budget = new ProcessorBudget(1);
        Task<int> running;
        using (budget.Take(1))
        {
            running = Task.Run(() => run(new ComputeSettings(null, null, new EngineOptions { Threads = 1, Budget = budget }, null, 1)));

            // Longer than any of them takes to load and to compute.
            await Task.WhenAny(running, Task.Delay(TimeSpan.FromSeconds(5)));
            running.IsCompleted.ShouldBeFalse();
        }

        (await running.WaitAsync(TimeSpan.FromMinutes(2))).ShouldBe(ExitCode.Success);
    }

    private static Task<int> CompareAsync(Utterance utterance, ComputeSettings compute) => CompareRun.RunAsync(
        new CompareSettings { Utterances = [utterance], Taxonomy = "CremaD6", Prompts = ["single"], Extractors = ["likelihood"], Models = [null], Inputs = [InputMode.Transcript], Compute = compute },
        TextWriter.Null,
        TextWriter.Null,
        CancellationToken.None);

    private Task<int> EvaluateAsync(string dataset, ComputeSettings compute) => EvaluateRun.RunAsync(
        new EvaluateSettings
        {
            Dataset = dataset,
            Sample = 1,
            Prompts = ["single"],
            Inputs = [InputMode.Transcript],
            Extractors = ["likelihood"],
            Replicates = 100,
            Report = _folder.File("r.html"),
            Compute = compute,
        },
        TextWriter.Null,
        TextWriter.Null,
        CancellationToken.None);
}
