using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Recognition.Streaming;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Testing;
using Emotion.Ambiguity.Tests.Shared;
using Emotion.Ambiguity.Tests.Speech.VoiceActivity;

namespace Emotion.Ambiguity.Tests.Recognition.Streaming;

/// <summary>Alone in the process: it asks how much memory is in use.</summary>
[CollectionDefinition(nameof(StreamMemoryTests), DisableParallelization = true)]
[Collection(nameof(StreamMemoryTests))]
public sealed class StreamMemoryTests
{
    private const int Rate = 48_000;
    private const int Minutes = 10;

    // Ten minutes as floats at 48 kHz are 115 MB, their segments 30 MB. What the double of the model remembers of its requests is some 0.5 MB.
    private const long Growth = 4L << 20;

    [Fact]
    public async Task RecognizeStreamAsync_TenMinutes_MemoryIsFlatAndNoSampleIsLost()
    {
        // What people say, with pauses of two seconds in the background of the clips themselves; made when it is read.
        var clips = SampleClips.Sentences().Select(s => Audio.FromSamples(TestSounds.ClipInItsBackground(s.Clip), 16_000).Resample(Rate).Samples.ToArray()).ToArray();
        var (position, sentences, used, alive, mostAlive) = (0L, 0, new List<long>(), new List<WeakReference>(), 0);
        var transcriber = new ScriptedTranscriber(audio =>
        {
            lock (alive) alive.Add(new WeakReference(audio));
            return "words";
        });
        var options = new RecognizerOptions { Taxonomy = EmotionTaxonomy.Paper4, Prompt = EmotionPrompt.Ambiguous, Extractors = [new TextDistributionExtractor()] };
        await using var recognizer = new AmbiguousEmotionRecognizer(new ScriptedLanguageModel("anger: 50%, sadness: 50%"), transcriber, options);

        var (seen, speech, minute) = (0, TimeSpan.Zero, 0);
        StreamingSummary? summary = null;
        await foreach (var update in recognizer.RecognizeStreamAsync(Live(), Rate))
        {
            if (update is StreamingSegment segment)
            {
                seen++;
                speech += segment.Duration;
                if (segment.Start.TotalMinutes < minute + 1) continue;
                minute++;
                used.Add(GC.GetTotalMemory(forceFullCollection: true));
                lock (alive) mostAlive = Math.Max(mostAlive, alive.Count(a => a.IsAlive));
            }

            summary = update as StreamingSummary;
        }

        summary.ShouldNotBeNull();
        summary.Samples.InputSamples.ShouldBe(position);
        summary.Samples.Samples.ShouldBe(position / 3); // the clips came from 16 kHz
        (summary.Samples.SegmentSamples + summary.Samples.SilenceSamples).ShouldBe(summary.Samples.Samples);
        summary.Samples.Speech.ShouldBe(speech);
        summary.Readable.ShouldBe(seen);
        // A clip may hold a breath that is long enough to split it; none goes unheard.
        seen.ShouldBeInRange(sentences, sentences * 11 / 10);

        used.Count.ShouldBeGreaterThanOrEqualTo(Minutes - 1);
        (used[1..].Max() - used[0]).ShouldBeLessThan(Growth);
        // One computed, four waiting, one found, and those that a collection in another thread's call could not free yet.
        mostAlive.ShouldBeLessThan(12);

        async IAsyncEnumerable<ReadOnlyMemory<float>> Live()
        {
            await Task.CompletedTask;
            var buffer = new float[Rate / 50];
            while (position < Minutes * 60L * Rate)
            {
                var clip = clips[sentences++ % clips.Length];
                for (var start = 0; start < clip.Length; start += buffer.Length)
                {
                    var count = Math.Min(buffer.Length, clip.Length - start);
                    clip.AsSpan(start, count).CopyTo(buffer);
                    position += count;
                    yield return buffer.AsMemory(0, count);
                }
            }
        }
    }
}
