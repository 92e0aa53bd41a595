using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Recognition.Streaming;
using Emotion.Ambiguity.Speech.VoiceActivity;
using Emotion.Ambiguity.Testing;
using Emotion.Ambiguity.Tests.Speech.VoiceActivity;
using static Emotion.Ambiguity.Tests.Speech.VoiceActivity.TestSounds;

namespace Emotion.Ambiguity.Tests.Recognition.Streaming;

public sealed class RecognizeStreamTests
{
    private static readonly RecognizerOptions Options = new()
    {
        Taxonomy = EmotionTaxonomy.Paper4,
        Prompt = EmotionPrompt.Ambiguous,
        Extractors = [new TextDistributionExtractor()],
    };

    // Three buzzes; the last is not over when the stream ends.
    private static readonly float[] ThreeBuzzes = Buzzes(1, 1, 1, 2, 1, 1);

    [Fact]
    public async Task RecognizeStreamAsync_ThreeUtterances_GivesAnUpdateEachAndASummary()
    {
        await using var recognizer = Recognizer(i => i == 1 ? "sadness: 100%" : "anger: 100%");
        var updates = await recognizer.RecognizeStreamAsync(Stream(ThreeBuzzes, 777), Rate).ToListAsync();

        var segments = updates.OfType<StreamingSegment>().ToList();
        segments.Count.ShouldBe(3);
        segments.Select(s => s.Index).ShouldBe([0, 1, 2]);
        segments.Select(s => s.Result!.Text).ShouldBe(["0", "1", "2"]);
        segments.Select(s => s.SpeechStart.TotalSeconds).Zip([1, 3, 6]).ShouldAllBe(s => Math.Abs(s.First - s.Second) < 0.05);
        segments.Select(s => s.EndedBy).ShouldBe([SpeechSegmentEnd.Silence, SpeechSegmentEnd.Silence, SpeechSegmentEnd.EndOfSound]);
        segments[0].Running!["anger"].ShouldBe(1);
        segments[1].Running!["anger"].ShouldBe(1 / (1 + (Math.Pow(2, 1 / 15.0) * (Math.Pow(2, 2 / 15.0) - 1) / (Math.Pow(2, 1 / 15.0) - 1) / Math.Pow(2, 1 / 15.0))), 0.02); // lengths to 50 ms

        var summary = updates[^1].ShouldBeOfType<StreamingSummary>();
        (summary.Readable, summary.Unreadable, summary.Failed).ShouldBe((3, 0, 0));
        summary.Running.ShouldBe(segments[2].Running);
        summary.Samples.InputSamples.ShouldBe(ThreeBuzzes.Length);
        (summary.Samples.SegmentSamples + summary.Samples.SilenceSamples).ShouldBe(ThreeBuzzes.Length);
        summary.Samples.Speech.TotalSeconds.ShouldBe(segments.Sum(s => s.Duration.TotalSeconds), 1e-6);
    }

    [Fact]
    public async Task RecognizeStreamAsync_OneFailsAndOneIsUnreadable_TheOthersGoOnAndMoveTheRunningAlone()
    {
        await using var recognizer = Recognizer(
            i => i == 2 ? "no idea" : "anger: 80%, sadness: 20%", i => i == 1 ? throw new InferenceException("script", "It broke.", "Try again.") : "words", Options with { InvalidAnswers = InvalidAnswerPolicy.Uniform });
        var updates = await recognizer.RecognizeStreamAsync(Stream(Buzzes(1, 1, 1, 1, 1, 1, 1, 1, 1), 777), Rate).ToListAsync();

        var segments = updates.OfType<StreamingSegment>().ToList();
        segments.Select(s => s.Succeeded).ShouldBe([true, false, true, true]);
        segments[1].Error.ShouldBeOfType<InferenceException>();
        segments[2].Result!.Distribution.ShouldNotBeNull(); // of the policy
        segments[1].Running.ShouldBe(segments[0].Running);
        segments[2].Running.ShouldBe(segments[0].Running);
        segments[3].Running!["anger"].ShouldBe(0.8, 1e-9);
        var summary = updates[^1].ShouldBeOfType<StreamingSummary>();
        (summary.Readable, summary.Unreadable, summary.Failed).ShouldBe((2, 1, 1));
    }

    [Fact]
    public async Task RecognizeStreamAsync_NothingReadable_HasNoRunningDistribution()
    {
        await using var recognizer = Recognizer(_ => "no idea");
        var updates = await recognizer.RecognizeStreamAsync(Stream(ThreeBuzzes, 777), Rate).ToListAsync();
        updates.ShouldAllBe(u => u.Running == null);
    }

    [Fact]
    public async Task RecognizeStreamAsync_NoSpeech_GivesTheSummaryAlone()
    {
        await using var recognizer = Recognizer(_ => "anger: 100%");
        var summary = (await recognizer.RecognizeStreamAsync(Stream(Noise(5, -50), 777), Rate).ToListAsync()).ShouldHaveSingleItem().ShouldBeOfType<StreamingSummary>();
        summary.Samples.Silence.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task RecognizeStreamAsync_Clock_TellsDetectionQueueAndCompute()
    {
        var time = new ManualTime();
        var (firstBegan, firstMayEnd, firstSeen, secondSeen) = (Signal(), Signal(), Signal(), Signal());
        await using var recognizer = Recognizer(_ => "anger: 100%", i =>
        {
            if (i == 0)
            {
                firstBegan.SetResult();
                firstMayEnd.Task.GetAwaiter().GetResult();
            }
            else
            {
                firstSeen.Task.GetAwaiter().GetResult();
                time.Advance(TimeSpan.FromSeconds(3));
            }

            return "words";
        });

        var latencies = new List<StreamingLatency>();
        await foreach (var update in recognizer.RecognizeStreamAsync(Live(), Rate, new StreamingOptions { TimeProvider = time }))
        {
            if (update is not StreamingSegment segment) continue;
            latencies.Add(segment.Latency);
            (latencies.Count == 1 ? firstSeen : secondSeen).SetResult();
        }

        // Speech ends at 2 and 4 s, is over after 0.6 s, and both are known in whole chunks of 0.1 s.
        foreach (var latency in latencies) latency.Detection.TotalSeconds.ShouldBe(0.6, 0.11);
        latencies[0].Queue.ShouldBe(TimeSpan.Zero);
        latencies[0].Compute.TotalSeconds.ShouldBe(4.8 + 5 - 2.7, 0.11);
        latencies[1].Queue.TotalSeconds.ShouldBe(4.8 + 5 - 4.7, 0.11);
        latencies[1].Compute.ShouldBe(TimeSpan.FromSeconds(3));
        latencies[1].Total.ShouldBe(latencies[1].Detection + latencies[1].Queue + latencies[1].Compute);

        // The clock goes on with the sound, and stands still wherever the next step is another thread's.
        async IAsyncEnumerable<ReadOnlyMemory<float>> Live()
        {
            var chunks = 0;
            await foreach (var chunk in Stream(Buzzes(1, 1, 1, 1, 1.5), 1_600))
            {
                time.Advance(TimeSpan.FromMilliseconds(100));
                yield return chunk;
                if (++chunks == 27) await firstBegan.Task;
                if (chunks != 48) continue;
                time.Advance(TimeSpan.FromSeconds(5));
                firstMayEnd.SetResult();
                await secondSeen.Task;
            }
        }
    }

    [Fact]
    public async Task RecognizeStreamAsync_RecognizerIsSlow_TheStreamGoesOnAndThenWaits()
    {
        var (first, threeMore, read) = (Signal(), Signal(), 0);
        await using var recognizer = Recognizer(_ => "anger: 100%", i =>
        {
            if (i == 0) first.Task.GetAwaiter().GetResult();
            return "words";
        });

        var updates = recognizer.RecognizeStreamAsync(Endless(), Rate, new StreamingOptions { QueueLength = 2 }).GetAsyncEnumerator();
        await using (updates)
        {
            var next = updates.MoveNextAsync();
            // One is being recognised, two wait, and the stream is read on.
            await threeMore.Task;
            next.IsCompleted.ShouldBeFalse();
            first.SetResult();
            (await next).ShouldBeTrue();
        }

        // Handed out, two ready and one more, two waiting and one more.
        read.ShouldBeInRange(4, 7);

        async IAsyncEnumerable<ReadOnlyMemory<float>> Endless()
        {
            await Task.CompletedTask;
            var sound = Buzzes(1, 1, 1);
            while (true)
            {
                if (Interlocked.Increment(ref read) == 4) threeMore.SetResult();
                yield return sound;
            }
        }
    }

    [Fact]
    public async Task RecognizeStreamAsync_CallerLeavesEarly_NothingGoesOnBehindIt()
    {
        var (calls, disposed) = (0, false);
        await using var recognizer = Recognizer(_ => "anger: 100%", _ => $"{Interlocked.Increment(ref calls)}");
        await foreach (var _ in recognizer.RecognizeStreamAsync(Endless(), Rate)) break;

        disposed.ShouldBeTrue();
        // All stages have ended, so no later moment can show another count.
        var after = Volatile.Read(ref calls);
        await Task.Yield();
        Volatile.Read(ref calls).ShouldBe(after);

        async IAsyncEnumerable<ReadOnlyMemory<float>> Endless()
        {
            await Task.CompletedTask;
            var sound = Buzzes(1, 1, 1);
            try
            {
                while (true) yield return sound;
            }
            finally
            {
                disposed = true;
            }
        }
    }

    [Fact]
    public async Task RecognizeStreamAsync_CancelledWhileTheStreamIsSilent_EndsWithThatException()
    {
        using var cancellation = new CancellationTokenSource();
        await using var recognizer = Recognizer(_ => "anger: 100%");
        var next = recognizer.RecognizeStreamAsync(Never(), Rate).GetAsyncEnumerator(cancellation.Token);
        await using (next)
        {
            var update = next.MoveNextAsync();
            await cancellation.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(async () => await update);
        }

        static async IAsyncEnumerable<ReadOnlyMemory<float>> Never([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token = default)
        {
            await Task.Delay(Timeout.Infinite, token);
            yield break;
        }
    }

    [Fact]
    public async Task RecognizeStreamAsync_CancelledWhileRecognising_EndsWithThatException()
    {
        using var cancellation = new CancellationTokenSource();
        await using var recognizer = Recognizer(_ => "anger: 100%", _ =>
        {
            cancellation.Cancel();
            throw new InferenceException("script", "It was told to stop.", "Go on.");
        });
        await Should.ThrowAsync<OperationCanceledException>(async () => await recognizer.RecognizeStreamAsync(Stream(ThreeBuzzes, 777), Rate, cancellationToken: cancellation.Token).ToListAsync());
    }

    [Fact]
    public async Task RecognizeStreamAsync_EngineGivesUpByItself_IsTheErrorOfThatSegmentAlone()
    {
        await using var recognizer = Recognizer(_ => "anger: 100%", i => i == 0 ? throw new TaskCanceledException("The server did not answer in time.") : "words");
        var segments = await recognizer.RecognizeStreamAsync(Stream(ThreeBuzzes, 777), Rate).OfType<StreamingSegment>().ToListAsync();
        segments.Select(s => s.Succeeded).ShouldBe([false, true, true]);
    }

    [Fact]
    public async Task RecognizeStreamAsync_RecognizerDisposed_EndsTheStream()
    {
        var recognizer = Recognizer(_ => "anger: 100%");
        await recognizer.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(async () => await recognizer.RecognizeStreamAsync(Stream(ThreeBuzzes, 777), Rate).ToListAsync());
    }

    [Fact]
    public async Task RecognizeStreamAsync_SampleNotFinite_ComesAfterTheSegmentsBefore()
    {
        var sound = (float[])ThreeBuzzes.Clone();
        sound[100_000] = float.NaN;
        var seen = 0;
        await using var recognizer = Recognizer(_ => "anger: 100%");
        (await Should.ThrowAsync<AudioFormatException>(async () =>
        {
            await foreach (var _ in recognizer.RecognizeStreamAsync(Stream(sound, 777), Rate)) seen++;
        })).Reason.ShouldContain("Sample 100000");
        seen.ShouldBe(2);
    }

    [Fact]
    public async Task RecognizeStreamAsync_FaultyArguments_ThrowsAtOnce()
    {
        await using var recognizer = Recognizer(_ => "anger: 100%");
        Should.Throw<ArgumentOutOfRangeException>(() => recognizer.RecognizeStreamAsync(Stream(ThreeBuzzes, 777), 0));
        var message = Should.Throw<ArgumentException>(() => recognizer.RecognizeStreamAsync(Stream(ThreeBuzzes, 777), Rate, new StreamingOptions
        {
            RunningHalfLife = TimeSpan.Zero, QueueLength = 0, VoiceActivity = new() { MinSpeech = TimeSpan.Zero },
        })).Message;
        message.ShouldContain(nameof(StreamingOptions.RunningHalfLife));
        message.ShouldContain(nameof(StreamingOptions.QueueLength));
        message.ShouldContain(nameof(VoiceActivityOptions.MinSpeech));
    }

    // The transcriber hears the segment's number, unless told otherwise, and the model answers by it.
    private static AmbiguousEmotionRecognizer Recognizer(Func<int, string> answer, Func<int, string>? hear = null, RecognizerOptions? options = null)
    {
        var (heard, asked) = (-1, -1);
        var transcriber = new ScriptedTranscriber(_ => (hear ?? (i => $"{i}"))(Interlocked.Increment(ref heard)));
        var model = new ScriptedLanguageModel(_ => new ScriptedAnswer(answer(hear is null ? Interlocked.Increment(ref asked) : Volatile.Read(ref heard))));
        return new AmbiguousEmotionRecognizer(model, transcriber, options ?? Options);
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static IAsyncEnumerable<ReadOnlyMemory<float>> Stream(float[] samples, int chunk) => TestSounds.Stream(samples, chunk);
}
