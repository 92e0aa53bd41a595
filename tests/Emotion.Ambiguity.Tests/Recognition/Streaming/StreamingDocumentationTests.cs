using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Recognition.Streaming;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Speech.VoiceActivity;
using Emotion.Ambiguity.Testing;
using Emotion.Ambiguity.Tests.Speech.VoiceActivity;

namespace Emotion.Ambiguity.Tests.Recognition.Streaming;

/// <summary>The code of docs/streaming.md, line by line.</summary>
public sealed class StreamingDocumentationTests
{
    private static readonly Audio Sound = Audio.FromSamples(TestSounds.Buzzes(1, 1, 2, 1), TestSounds.Rate).Resample(48_000);

    [Fact]
    public async Task Documentation_Recognising_Works()
    {
        var options = new RecognizerOptions { Taxonomy = EmotionTaxonomy.Paper4, Prompt = EmotionPrompt.Ambiguous, Extractors = [new TextDistributionExtractor()] };
        await using var recognizer = new AmbiguousEmotionRecognizer(new ScriptedLanguageModel("anger: 100%"), new ScriptedTranscriber("words"), options);
        var (microphone, ct, output) = (TestSounds.Stream(Sound.Samples, 960), CancellationToken.None, new StringWriter());

        await foreach (var update in recognizer.RecognizeStreamAsync(microphone, 48_000, new StreamingOptions(), ct))
        {
            if (update is StreamingSegment { Result: { } result } segment)
                output.WriteLine($"{segment.SpeechStart}: {result.Text} | lately: {segment.Running} | {segment.Latency.Total} after the last word");
            else if (update is StreamingSummary { Samples: var samples })
                output.WriteLine($"{samples.Total} = {samples.Speech} of speech + {samples.Silence} of silence");
        }

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(3);
        lines[0].ShouldContain(": words | lately: anger 100.0%");
        lines[2].ShouldStartWith("00:00:05 = ");
    }

    [Fact]
    public async Task Documentation_Finding_Works()
    {
        var (clip, microphone, ct, output) = (Sound, TestSounds.Stream(Sound.Samples, 960), CancellationToken.None, new StringWriter());

        var detector = new VoiceActivityDetector(new VoiceActivityOptions { MinSilence = TimeSpan.FromMilliseconds(400) });
        IReadOnlyList<SpeechRange> ranges = detector.FindSpeech(clip);         // where somebody speaks
        Audio? trimmed = detector.Trim(clip);                                  // without silence at both ends; null where nobody speaks
        await foreach (SpeechSegment segment in detector.Open(microphone, 48_000).ReadAsync(ct))
            output.WriteLine($"{segment.SpeechStart} to {segment.SpeechEnd}");

        ranges.Count.ShouldBe(2);
        trimmed!.Duration.TotalSeconds.ShouldBe(4.25, 0.05);
        output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
    }
}
