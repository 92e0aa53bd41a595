using Emotion.Ambiguity.Speech.Cues;
using FsCheck;
using FsCheck.Fluent;

namespace Emotion.Ambiguity.Tests.Speech.Cues;

public sealed class NormalizedCuesTests
{
    [Fact]
    public void ToVector_Missing_IsTheMiddle()
    {
        var cues = NormalizedCues.Create(cue => cue == AcousticCue.JitterLocal ? 0.9 : null);
        var vector = cues.ToVector();

        vector.Length.ShouldBe(NormalizedCues.FeatureNames.Length);
        vector[NormalizedCues.FeatureNames.IndexOf("jitter_local")].ShouldBe(0.9);
        vector.Count(v => v == 0.5).ShouldBe(vector.Length - 1);
        cues[AcousticCue.PitchMedianHz].ShouldBeNull();
        vector[0] = 7;
        cues.ToVector()[0].ShouldBe(0.5);
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Create_OutsideItsRange_Throws(double percentile) => Should.Throw<ArgumentOutOfRangeException>(() => NormalizedCues.Create(_ => percentile));

    [Fact]
    public void Normalize_AnyFigures_GivesPercentiles() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(
        ArbMap.Default.ArbFor<NormalFloat>().Generator.ListOf(Enum.GetValues<AcousticCue>().Length).ToArbitrary(),
        figures =>
        {
            var cues = new AcousticCues { Duration = TimeSpan.Zero };
            foreach (var cue in Enum.GetValues<AcousticCue>()) typeof(AcousticCues).GetProperty(cue.ToString())!.SetValue(cues, figures[(int)cue].Get);
            foreach (var normalizer in new ICueNormalizer[] { CueReference.AllVoices, SpeakerCueNormalizer.FromClips(Enumerable.Repeat(new SpeakerClip("a", cues), 8)) })
                normalizer.Normalize(cues, "a").ToVector().ShouldAllBe(p => p >= 0 && p <= 1);
        }));

    [Fact]
    public void Equals_SamePercentiles_IsTrue()
    {
        NormalizedCues.Create(_ => 0.5).ShouldBe(NormalizedCues.Create(_ => 0.5));
        NormalizedCues.Create(_ => 0.5).GetHashCode().ShouldBe(NormalizedCues.Create(_ => 0.5).GetHashCode());
        NormalizedCues.Create(_ => 0.5).ShouldNotBe(NormalizedCues.Create(_ => null));
    }
}
