using System.Text.Json;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Speech.Cues;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Tests.Speech.Cues;

/// <summary>The figures of Praat, a program outside the project, for the four sample clips. docs/cues.md has the table for 29.</summary>
public sealed class PraatAgreementTests
{
    private static readonly JsonElement Praat = ReferenceFile.Load("praat.json").GetProperty("clips");

    public static TheoryData<string> Clips => [.. Praat.EnumerateObject().Select(clip => clip.Name)];

    [Fact]
    public void ReferenceFile_Counted_HasTheSampleClips() => Clips.Count.ShouldBe(4);

    [Theory]
    [MemberData(nameof(Clips))]
    public void Measure_SampleClip_AgreesWithPraat(string clip)
    {
        var expected = Praat.GetProperty(clip);
        var cues = new AcousticCueMeter().Measure(Audio.Load(SampleClips.File(Path.GetFileNameWithoutExtension(clip))));

        // Duration has the 100 ns of a TimeSpan.
        cues.Duration.TotalSeconds.ShouldBe(Figure("duration_s"), 1e-7);
        // The same method: what differs is how a maximum is refined. 0.01 % is a sixth of a cent.
        Share(cues.PitchMedianHz, "f0_median_hz").ShouldBe(1, 1e-4);
        Share(cues.PitchLowHz, "f0_p10_hz").ShouldBe(1, 1e-3);
        Share(cues.PitchHighHz, "f0_p90_hz").ShouldBe(1, 1e-3);
        cues.VoicedFraction!.Value.ShouldBe(Figure("voiced_fraction"), 1e-9);
        // Praat's mean is over a contour that leaves out the ends of the clip.
        cues.IntensityDecibels!.Value.ShouldBe(Figure("intensity_mean_db"), 0.3);
        cues.HarmonicsToNoiseDecibels!.Value.ShouldBe(Figure("hnr_mean_db"), 0.3);
        // Which pulses count at the edges of a voiced stretch is told in the manual, but not to the sample.
        Share(cues.JitterLocal, "jitter_local").ShouldBe(1, 0.15);
        Share(cues.ShimmerLocal, "shimmer_local").ShouldBe(1, 0.08);

        double Figure(string name) => expected.GetProperty(name).GetDouble();
        double Share(double? measured, string name) => measured!.Value / Figure(name);
    }
}
