using Emotion.Ambiguity.Speech.Cues;

namespace Emotion.Ambiguity.Tests.Speech.Cues;

public sealed class SpeakerCueNormalizerTests
{
    [Fact]
    public void Normalize_ZScore_IsTheShareOfANormalDistribution()
    {
        // Mean 100; eight deviations of 2, so the sample variance is 8 * 4 / 7.
        var normalizer = SpeakerCueNormalizer.FromClips(Clips("a", 98, 102, 98, 102, 98, 102, 98, 102));
        var deviation = Math.Sqrt(32 / 7d);

        normalizer.Normalize(Pitch(100), "a")[AcousticCue.PitchMedianHz]!.Value.ShouldBe(0.5, 1e-12);
        // One and two standard deviations of a normal distribution.
        normalizer.Normalize(Pitch(100 + deviation), "a")[AcousticCue.PitchMedianHz]!.Value.ShouldBe(0.841344746, 1e-8);
        normalizer.Normalize(Pitch(100 - 2 * deviation), "a")[AcousticCue.PitchMedianHz]!.Value.ShouldBe(0.022750132, 1e-8);
    }

    [Fact]
    public void Normalize_Percentile_CountsHalfOfTheEqual()
    {
        var normalizer = SpeakerCueNormalizer.FromClips(Clips("a", 100, 110, 110, 120), new SpeakerCueOptions { Scale = CueScale.Percentile, MinClips = 4 });

        normalizer.Normalize(Pitch(90), "a")[AcousticCue.PitchMedianHz].ShouldBe(0);
        normalizer.Normalize(Pitch(110), "a")[AcousticCue.PitchMedianHz].ShouldBe(0.5);
        normalizer.Normalize(Pitch(115), "a")[AcousticCue.PitchMedianHz].ShouldBe(0.75);
        normalizer.Normalize(Pitch(130), "a")[AcousticCue.PitchMedianHz].ShouldBe(1);
    }

    [Fact]
    public void Normalize_LittleKnown_AsksTheFallback()
    {
        var clips = Clips("known", 90, 92, 94, 96, 98, 100, 102, 104).Concat(Clips("rare", 90, 92, 94));
        var normalizer = SpeakerCueNormalizer.FromClips(clips);
        var cues = Pitch(104) with { JitterLocal = 0.03 };
        var fallback = CueReference.AllVoices.Normalize(cues, null);

        normalizer.Normalize(cues, "rare").ShouldBe(fallback);
        normalizer.Normalize(cues, "stranger").ShouldBe(fallback);
        normalizer.Normalize(cues, null).ShouldBe(fallback);
        normalizer.Normalize(cues, "KNOWN").ShouldBe(fallback);
        var known = normalizer.Normalize(cues, "known");
        known[AcousticCue.PitchMedianHz].ShouldNotBe(fallback[AcousticCue.PitchMedianHz]);
        // A cue that no clip of the speaker gave.
        known[AcousticCue.JitterLocal].ShouldBe(fallback[AcousticCue.JitterLocal]);
        normalizer.Speakers.ShouldBe(["known", "rare"], ignoreOrder: true);
    }

    [Fact]
    public void Normalize_NoSpread_IsMiddleOrAnEnd()
    {
        var normalizer = SpeakerCueNormalizer.FromClips(Clips("a", [.. Enumerable.Repeat(120d, 8)]));

        normalizer.Normalize(Pitch(120), "a")[AcousticCue.PitchMedianHz].ShouldBe(0.5);
        normalizer.Normalize(Pitch(121), "a")[AcousticCue.PitchMedianHz].ShouldBe(1);
        normalizer.Normalize(Pitch(119), "a")[AcousticCue.PitchMedianHz].ShouldBe(0);
    }

    [Fact]
    public void FromClips_FaultyOptions_NamesAllFaults()
    {
        var fault = Should.Throw<ArgumentException>(() => SpeakerCueNormalizer.FromClips([], new SpeakerCueOptions { Scale = (CueScale)7, MinClips = 1, Fallback = null! })).Message;

        fault.ShouldContain("Scale");
        fault.ShouldContain("MinClips");
        fault.ShouldContain("Fallback");
        Should.Throw<ArgumentException>(() => new SpeakerClip(" ", Pitch(1)));
    }

    private static IEnumerable<SpeakerClip> Clips(string speaker, params double[] hz) => hz.Select(f => new SpeakerClip(speaker, Pitch(f)));

    private static AcousticCues Pitch(double hz) => new() { Duration = TimeSpan.FromSeconds(1), PitchMedianHz = hz };
}
