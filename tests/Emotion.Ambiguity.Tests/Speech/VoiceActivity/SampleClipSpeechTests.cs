using System.Globalization;
using System.Text;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Speech.VoiceActivity;
using Emotion.Ambiguity.Tests.Shared;
using static Emotion.Ambiguity.Tests.Speech.VoiceActivity.TestSounds;

namespace Emotion.Ambiguity.Tests.Speech.VoiceActivity;

/// <summary>Each sample clip holds one sentence. It is found as one segment, alone and in noise: the figures of docs/streaming.md.</summary>
public sealed class SampleClipSpeechTests
{
    private static readonly VoiceActivityDetector Detector = new(new() { PaddingBefore = TimeSpan.Zero, PaddingAfter = TimeSpan.Zero });

    // The speech against noise over its whole length. The quiet beginnings and ends of words go under first.
    [Theory]
    [InlineData(30, 0.10)]
    [InlineData(20, 0.35)]
    [InlineData(15, 0.35)]
    [InlineData(10, 0.35)]
    public void FindSpeech_SampleClipInNoise_IsOneSegmentAboutWhereItWas(double snrDb, double tolerance)
    {
        foreach (var (clip, _) in SampleClips.Sentences())
        {
            var quiet = Detector.FindSpeech(Audio.FromSamples(ClipInItsBackground(clip), Rate)).ShouldHaveSingleItem(clip);
            var noisy = Detector.FindSpeech(Audio.FromSamples(InNoise(clip, quiet, snrDb), Rate)).ShouldHaveSingleItem(clip);
            noisy.Start.TotalSeconds.ShouldBe(quiet.Start.TotalSeconds, tolerance, clip);
            noisy.End.TotalSeconds.ShouldBe(quiet.End.TotalSeconds, tolerance, clip);
        }
    }

    [Fact]
    public void FindSpeech_AMinuteWithoutAPause_IsSpeechThroughout()
    {
        var sentences = SampleClips.Files.Select(file => Detector.Trim(Audio.Load(file))!.Samples.ToArray()).ToArray();
        var sound = Join([.. Enumerable.Range(0, 40).Select(i => sentences[i % sentences.Length])]);
        var found = Detector.FindSpeech(Audio.FromSamples(sound, Rate)).Sum(r => r.Duration.TotalSeconds);
        var all = (double)sound.Length / Rate;
        all.ShouldBeGreaterThan(50);
        found.ShouldBeInRange(0.97 * all, all);
    }

    [Fact]
    public void Documentation_Figures_AreWhatIsMeasured()
    {
        var table = new StringBuilder();
        foreach (var snrDb in new double[] { 30, 20, 15, 10, 5, 0 })
        {
            var (found, start, end) = (0, new List<double>(), new List<double>());
            foreach (var (clip, _) in SampleClips.Sentences())
            {
                var quiet = Detector.FindSpeech(Audio.FromSamples(ClipInItsBackground(clip), Rate)).Single();
                if (Detector.FindSpeech(Audio.FromSamples(InNoise(clip, quiet, snrDb), Rate)) is not [var noisy]) continue;
                found++;
                start.Add((noisy.Start - quiet.Start).TotalMilliseconds);
                end.Add((noisy.End - quiet.End).TotalMilliseconds);
            }

            table.Append(CultureInfo.InvariantCulture, $"| {snrDb} dB | {found} of 4 | {Range(start)} | {Range(end)} |\n");
        }

        File.ReadAllText(RepositoryFiles.Get("docs", "streaming.md")).ShouldContain(table.ToString(), customMessage: table.ToString());
    }

    private static string Range(List<double> milliseconds) => $"{milliseconds.Min():+0;-0;0} to {milliseconds.Max():+0;-0;0} ms";

    private static float[] InNoise(string clip, SpeechRange speech, double snrDb)
    {
        var sound = ClipInItsBackground(clip);
        var power = sound.AsSpan()[(int)(speech.Start.TotalSeconds * Rate)..(int)(speech.End.TotalSeconds * Rate)].ToArray().Average(x => (double)x * x);
        return Mix(sound, Noise((double)sound.Length / Rate, 10 * Math.Log10(power) - snrDb));
    }
}
