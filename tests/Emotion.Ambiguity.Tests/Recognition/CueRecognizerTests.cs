using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Extraction.Probes;
using Emotion.Ambiguity.Fusion;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.Tests.Recognition;

public sealed class CueRecognizerTests
{
    private static readonly EmotionTaxonomy Labels = EmotionTaxonomy.FromNames("two", ["calm", "excited"]);

    [Fact]
    public async Task RecognizeAsync_TrainedOnHighAndLowVoices_TellsOthersApart()
    {
        await using var recognizer = new CueRecognizer(Probe());
        var low = await recognizer.RecognizeAsync(Voice(115));
        var high = await recognizer.RecognizeAsync(Voice(285));
        low.Distribution![0].ShouldBeGreaterThan(0.6);
        high.Distribution![1].ShouldBeGreaterThan(0.6);
        high.Windows[0].Cues.ShouldNotBeNull().ShouldContain("pitch");
        high.Diagnostics.Input.ShouldBe(InputMode.Audio);
    }

    [Fact]
    public async Task RecognizeAsync_WordsOnly_NoDistributionAndTheReason()
    {
        await using var recognizer = new CueRecognizer(Probe());
        var result = await recognizer.RecognizeTextAsync("Hello.");
        result.IsValid.ShouldBeFalse();
        result["cues"].InvalidReason.ShouldBe(InvalidReason.NoSound);
        var outcomes = await recognizer.RecognizeManyAsync([Utterance.FromText("x", "1"), Utterance.FromAudio(Voice(200), "2")]).ToListAsync();
        outcomes.Select(o => (o.Utterance.Id, o.Result!.IsValid)).ShouldBe([("1", false), ("2", true)]);
    }

    [Fact]
    public async Task FusedRecognizer_WithWords_CuesCountWhereThereIsSound()
    {
        await using var model = new ScriptedLanguageModel(_ => new ScriptedAnswer("calm") { LogLikelihood = label => label == "calm" ? -1 : -2 });
        await using var words = new AmbiguousEmotionRecognizer(model, new ScriptedTranscriber("hello"), new RecognizerOptions { Taxonomy = Labels });
        var profile = new FusionProfile(Labels, [new FusionExpert("words/likelihood", 1), new FusionExpert("cues/cues", 2)]);
        await using var fused = new FusedRecognizer(profile, [new FusionMember("words", words), new FusionMember("cues", new CueRecognizer(Probe()))]);
        var excited = await fused.RecognizeAsync(Voice(285));
        excited.Distribution![1].ShouldBeGreaterThan(excited["words/likelihood"].Distribution![1]);
        var read = await fused.RecognizeTextAsync("hello");
        read.Distribution![0].ShouldBe(read["words/likelihood"].Distribution![0], 0.01); // the floor of the product
    }

    [Fact]
    public void Constructor_ProbeOfOtherFeatures_ArgumentException()
    {
        var probe = ProbeFit.Fit([new ProbeExample(new double[] { 1, 2 }, EmotionDistribution.Uniform(Labels)), new ProbeExample(new double[] { 2, 1 }, EmotionDistribution.Uniform(Labels))]).Probe;
        Should.Throw<ArgumentException>(() => new CueRecognizer(probe)).Message.ShouldContain("2 features");
    }

    private static LinearProbe Probe() => ProbeFit.Fit(
    [
        .. new[] { 100, 110, 120, 130 }.Select(f => CueRecognizer.CreateExample(Voice(f), EmotionDistribution.OneHot(Labels, 0))),
        .. new[] { 260, 275, 290, 310 }.Select(f => CueRecognizer.CreateExample(Voice(f), EmotionDistribution.OneHot(Labels, 1))),
    ]).Probe;

    /// <summary>A second of a voice-like tone: ten harmonics that fall off.</summary>
    private static Audio Voice(double hertz) => Audio.FromSamples(
        Enumerable.Range(0, 16_000).Select(i => (float)Enumerable.Range(1, 10).Sum(h => 0.1 / h * Math.Sin(2 * Math.PI * hertz * h * i / 16_000))).ToArray(), 16_000);
}
