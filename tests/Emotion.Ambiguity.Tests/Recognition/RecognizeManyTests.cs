using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.Tests.Recognition;

public sealed class RecognizeManyTests
{
    private static readonly RecognizerOptions Options = new()
    {
        Taxonomy = EmotionTaxonomy.Paper4,
        Prompt = EmotionPrompt.Ambiguous,
        Extractors = [new TextDistributionExtractor()],
        Concurrency = 4,
    };

    [Fact]
    public async Task RecognizeManyAsync_UnevenWork_KeepsTheOrderAndTheLimit()
    {
        var (running, most) = (0, 0);
        await using var model = new ScriptedLanguageModel(request =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            Thread.Sleep(request.Prompt.Messages[1].Text.Length % 5);
            Interlocked.Decrement(ref running);
            return new ScriptedAnswer("anger: 100%");
        });
        await using var recognizer = new AmbiguousEmotionRecognizer(model, Options);
        var ids = await recognizer.RecognizeManyAsync(Enumerable.Range(0, 100).Select(i => Utterance.FromText(new string('x', i), $"{i}"))).Select(o => o.Result!.Id).ToListAsync();
        ids.ShouldBe(Enumerable.Range(0, 100).Select(i => $"{i}"));
        most.ShouldBeLessThanOrEqualTo(5);
    }

    [Fact]
    public async Task RecognizeManyAsync_OneFails_TheOthersGoOn()
    {
        await using var model = new ScriptedLanguageModel(r => r.Prompt.Messages[1].Text.Contains("bad", StringComparison.Ordinal) ? throw new InferenceException("script", "It broke.", "Try again.") : new ScriptedAnswer("anger: 100%"));
        await using var recognizer = new AmbiguousEmotionRecognizer(model, Options);
        var outcomes = await recognizer.RecognizeManyAsync([Utterance.FromText("good"), Utterance.FromText("bad"), Utterance.FromFile("no such file.wav"), Utterance.FromText("good")]).ToListAsync();
        outcomes.Select(o => o.Succeeded).ShouldBe([true, false, false, true]);
        outcomes[1].Error.ShouldBeOfType<InferenceException>();
        outcomes[2].Error.ShouldBeOfType<InvalidOperationException>();
    }

    [Fact]
    public async Task RecognizeManyAsync_CallerLeavesEarly_NothingGoesOnBehindIt()
    {
        var calls = 0;
        await using var model = new ScriptedLanguageModel(_ =>
        {
            Interlocked.Increment(ref calls);
            return new ScriptedAnswer("anger: 100%");
        });
        await using var recognizer = new AmbiguousEmotionRecognizer(model, Options);
        await foreach (var outcome in recognizer.RecognizeManyAsync(Enumerable.Range(0, 1000).Select(i => Utterance.FromText($"{i}"))))
        {
            outcome.Succeeded.ShouldBeTrue();
            break;
        }

        var after = Volatile.Read(ref calls);
        await Task.Delay(50);
        Volatile.Read(ref calls).ShouldBe(after);
        after.ShouldBeLessThan(50);
    }

    [Fact]
    public async Task RecognizeManyAsync_Cancelled_EndsWithThatException()
    {
        using var cancellation = new CancellationTokenSource();
        await using var model = new ScriptedLanguageModel(_ =>
        {
            cancellation.Cancel();
            return new ScriptedAnswer("anger: 100%");
        });
        await using var recognizer = new AmbiguousEmotionRecognizer(model, Options);
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in recognizer.RecognizeManyAsync(Enumerable.Range(0, 1000).Select(i => Utterance.FromText($"{i}")), cancellation.Token))
            {
            }
        });
    }

    [Fact]
    public async Task RecognizeManyAsync_SourceThrows_CallerSeesItAfterTheResultsBefore()
    {
        await using var recognizer = new AmbiguousEmotionRecognizer(new ScriptedLanguageModel("anger: 100%"), Options);
        var seen = 0;
        await Should.ThrowAsync<FormatException>(async () =>
        {
            await foreach (var _ in recognizer.RecognizeManyAsync(Source())) seen++;
        });
        seen.ShouldBe(3);

        static IEnumerable<Utterance> Source()
        {
            for (var i = 0; i < 3; i++) yield return Utterance.FromText($"{i}");
            throw new FormatException("line 4");
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
            Interlocked.CompareExchange(ref target, value, seen);
    }
}
