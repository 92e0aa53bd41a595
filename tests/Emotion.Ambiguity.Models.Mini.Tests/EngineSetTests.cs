using Emotion.Ambiguity.Computing;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Models.Mini.Tests;

public sealed class EngineSetTests
{
    private static readonly EngineFiles Files = EmbeddedModelFiles.Find().For(null);

    [Fact]
    public async Task LoadAsync_BudgetThatSomebodyElseHolds_NoEngineComputesBeforeItIsFree()
    {
        var budget = new ProcessorBudget(1);
        await using var engines = await EngineSet.LoadAsync(Files, new EngineOptions { Threads = 1, Budget = budget }, CancellationToken.None);
        await using var reader = engines.Recognizer(new RecognizerOptions { Input = InputMode.Transcript });
        var clip = Audio.Load(SampleClips.Files[0]);
        Task[] computing;
        using (budget.Take(1))
        {
            computing = [engines.Transcriber!.TranscribeAsync(clip), engines.Encoder!.EncodeAsync(clip), reader.RecognizeTextAsync("Get out of my house!")];

            // Each takes less than this alone, so one that did not wait would be seen.
            await Task.WhenAny([.. computing, Task.Delay(TimeSpan.FromSeconds(2))]);
            computing.ShouldAllBe(c => !c.IsCompleted);
        }

        await Task.WhenAll(computing).WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Recognizer_Disposed_TheEnginesGoOn()
    {
        await using var engines = await EngineSet.LoadAsync(Files with { Whisper = null, AudioProjector = null }, new EngineOptions { Threads = 1 }, CancellationToken.None);
        (engines.Transcriber, engines.Encoder).ShouldBe((null, null));
        RecognitionResult first;
        await using (var one = engines.Recognizer(new RecognizerOptions())) first = await one.RecognizeTextAsync("Get out of my house!");
        await using var other = engines.Recognizer(new RecognizerOptions());
        (await other.RecognizeTextAsync("Get out of my house!")).Distribution.ShouldBe(first.Distribution);
    }

    [Fact]
    public async Task LoadAsync_OneFileIsMissing_SaysWhich()
    {
        var files = Files with { Whisper = "no such whisper.bin" };
        (await Should.ThrowAsync<ModelLoadException>(() => EngineSet.LoadAsync(files, new EngineOptions { Threads = 1 }, CancellationToken.None))).Path.ShouldContain("no such whisper.bin");
    }

    [Fact]
    public void EngineOptions_ThreadsAndLayersOnAGpu_TheProcessorsEnginesShareTheBudget()
    {
        var options = new EngineOptions { Threads = 300, GpuLayers = 5, Budget = new ProcessorBudget(2) };
        options.LanguageModel.ShouldSatisfyAllConditions(m => m.Threads.ShouldBe(300), m => m.GpuLayers.ShouldBe(5), m => m.ProcessorBudget.ShouldBeNull());
        options.Transcriber.ShouldSatisfyAllConditions(t => t.Threads.ShouldBe(256, "the most that Whisper takes"), t => t.ProcessorBudget.ShouldBeSameAs(options.Budget));
        options.AudioEncoder.ShouldSatisfyAllConditions(e => e.Threads.ShouldBe(300), e => e.ProcessorBudget.ShouldBeSameAs(options.Budget));
        (options with { GpuLayers = 0 }).LanguageModel.ProcessorBudget.ShouldBeSameAs(options.Budget);
    }
}
