using Emotion.Ambiguity.Speech.Cues;

namespace Emotion.Ambiguity.Tests.Speech.Cues;

public sealed class CueReferenceTests
{
    private static readonly AcousticCue[] OfLevel =
        [AcousticCue.IntensityDecibels, AcousticCue.LoudnessLow, AcousticCue.LoudnessMedian, AcousticCue.LoudnessHigh];

    public static TheoryData<CueReference> BuiltIn => [CueReference.LowVoices, CueReference.HighVoices, CueReference.AllVoices];

    [Fact]
    public void PercentileOf_ClipsFrom100To200_IsLinearBetween()
    {
        var reference = CueReference.FromClips(Enumerable.Range(0, 101).Select(i => Pitch(100 + i)), "made up");

        reference.PercentileOf(AcousticCue.PitchMedianHz, 150)!.Value.ShouldBe(0.5, 1e-12);
        reference.PercentileOf(AcousticCue.PitchMedianHz, 122.5)!.Value.ShouldBe(0.225, 1e-12);
        reference.PercentileOf(AcousticCue.PitchMedianHz, 50).ShouldBe(0);
        reference.PercentileOf(AcousticCue.PitchMedianHz, 500).ShouldBe(1);
        reference.PercentileOf(AcousticCue.JitterLocal, 0.1).ShouldBeNull();
    }

    [Fact]
    public void PercentileOf_ManyEqual_IsTheirMiddle()
    {
        var same = CueReference.FromClips(Enumerable.Repeat(Pitch(100), 10), "made up");
        same.PercentileOf(AcousticCue.PitchMedianHz, 100).ShouldBe(0.5);
        same.PercentileOf(AcousticCue.PitchMedianHz, 99.9).ShouldBe(0);
        same.PercentileOf(AcousticCue.PitchMedianHz, 100.1).ShouldBe(1);

        // No pause in most clips: no pause is nothing special.
        CueReference.AllVoices.PercentileOf(AcousticCue.PauseFraction, 0)!.Value.ShouldBeInRange(0.3, 0.6);
    }

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void PercentileOf_HigherFigure_IsNeverLower(CueReference reference)
    {
        foreach (var cue in Enum.GetValues<AcousticCue>().Except(OfLevel))
        {
            double before = 0;
            for (var value = -60d; value < 1_500; value += value < 30 ? 0.01 : 1)
            {
                var percentile = reference.PercentileOf(cue, value).ShouldNotBeNull(cue.ToString());
                percentile.ShouldBeInRange(before, 1, cue.ToString());
                before = percentile;
            }
        }
    }

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void Normalize_BuiltIn_KnowsNoLevels(CueReference reference)
    {
        OfLevel.ShouldAllBe(cue => reference.PercentileOf(cue, 70) == null);
        reference.Source.ShouldContain("EMO-DB");
    }

    [Fact]
    public void Mix_TwoReferences_IsTheMeanWhateverTheirSizes()
    {
        var low = CueReference.FromClips(Enumerable.Range(0, 11).Select(i => Pitch(100 + i)), "low");
        var high = CueReference.FromClips(Enumerable.Range(0, 101).Select(i => Pitch(200 + i)), "high");

        CueReference.Mix(low, high).PercentileOf(AcousticCue.PitchMedianHz, 150).ShouldBe(0.5);
        CueReference.Mix(low, high).PercentileOf(AcousticCue.PitchMedianHz, 250)!.Value.ShouldBe(0.75, 1e-12);
        CueReference.Mix(low, high).Source.ShouldBe("low; high");
        Should.Throw<ArgumentException>(() => CueReference.Mix());
        Should.Throw<ArgumentException>(() => CueReference.Mix(low, CueReference.AllVoices));
    }

    [Fact]
    public void FromClips_TooFew_Throws() =>
        Should.Throw<ArgumentException>(() => CueReference.FromClips(Enumerable.Repeat(Pitch(100), 9), "made up")).Message.ShouldContain("at least 10");

    [Fact]
    public void PercentileOf_NotFinite_Throws() =>
        Should.Throw<ArgumentOutOfRangeException>(() => CueReference.AllVoices.PercentileOf(AcousticCue.PitchMedianHz, double.NaN));

    private static AcousticCues Pitch(double hz) => new() { Duration = TimeSpan.FromSeconds(1), PitchMedianHz = hz };
}
