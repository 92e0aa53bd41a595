using System.Text;
using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction.Probes;
using Emotion.Ambiguity.Fusion;
using Emotion.Ambiguity.Tests.Extraction.Probes;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Tests.Fuzzing;

/// <summary>Files of fitted numbers, damaged: what is read calibrates to a distribution, all else is the file's own error.</summary>
public sealed class FittedFileFuzzTests
{
    private static readonly EmotionTaxonomy Two = EmotionTaxonomy.Create("two", new EmotionLabel("anger", "angry"), new EmotionLabel("joy"));

    private static readonly byte[][] Words = [.. new[]
    {
        "null", "0", "-1", "1e999", "1e308", "-1e308", "\"NaN\"", "NaN", "[]", "{}", "\"\"", ",", ":", "[", "{", "\"temperature\"", "\"vector\"", "\"prior\"", "\"cooccurrence\"", "\"formatVersion\": 2", "\"joy\"", "\"otherForms\": [null]",
        "1e-320", "99999999999", "true", "\\ud800", "\"anger\"",
    }.Select(Encoding.UTF8.GetBytes)];

    [Fact]
    public void CalibrationProfile_AnyText_CalibratesOrFormatException()
    {
        byte[][] files =
        [
            Json(new CalibrationEntry("e", new TemperatureCalibrator(Two, 1.5)), new CalibrationEntry("f", new VectorCalibrator(Two, [1.5, 0.5], [0.1, -0.1]))),
            Json(new CalibrationEntry("e", new PriorCalibrator(Two, [0.5, 2], 0.7)), new CalibrationEntry("f", new CooccurrenceCalibrator(Two, [1, 2, 2, 1], 0.3))),
        ];
        new Fuzz("calibration", random => Mutations.Of(random, files, Words), text =>
        {
            try
            {
                foreach (var entry in CalibrationProfile.Parse(Encoding.UTF8.GetString(text)).Entries) ShouldBeDistributions(entry.Calibrator.Taxonomy, entry.Calibrator.Apply);
            }
            catch (CalibrationFormatException fault)
            {
                fault.Message.ShouldNotBeNullOrWhiteSpace();
            }
        }).Run();
    }

    [Fact]
    public void LinearProbe_AnyText_PredictsOrFormatException()
    {
        byte[][] files = [Encoding.UTF8.GetBytes(Examples.Probe(Two, 3).ToJson())];
        new Fuzz("probe", random => Mutations.Of(random, files, Words), text =>
        {
            try
            {
                var probe = LinearProbe.Parse(Encoding.UTF8.GetString(text));
                ShouldBeDistribution(probe.Predict(new float[probe.Means.Length]));
            }
            catch (ProbeFormatException fault)
            {
                fault.Message.ShouldNotBeNullOrWhiteSpace();
            }
        }).Run();
    }

    [Fact]
    public void FusionProfile_AnyText_FusesOrFormatException()
    {
        byte[][] files = [Encoding.UTF8.GetBytes(new FusionProfile(Two, new FusionExpert("a", 0.3), new FusionExpert("b", 2)) { Biases = [0.5, -0.5], Dataset = "d", ItemCount = 7 }.ToJson())];
        new Fuzz("fusion", random => Mutations.Of(random, files, Words), text =>
        {
            try
            {
                var profile = FusionProfile.Parse(Encoding.UTF8.GetString(text));
                foreach (var prediction in Edges(profile.Taxonomy))
                    if (profile.TryFuse([.. Enumerable.Repeat(prediction, profile.Experts.Length)], out var fused)) ShouldBeDistribution(fused);
            }
            catch (FusionFormatException fault)
            {
                fault.Message.ShouldNotBeNullOrWhiteSpace();
            }
        }).Run();
    }

    private static byte[] Json(params CalibrationEntry[] entries) => Encoding.UTF8.GetBytes(new CalibrationProfile(Two, entries) { Dataset = "d", Prompt = "p" }.ToJson());

    private static void ShouldBeDistributions(EmotionTaxonomy taxonomy, Func<EmotionDistribution, EmotionDistribution> calibrate)
    {
        foreach (var prediction in Edges(taxonomy)) ShouldBeDistribution(calibrate(prediction));
    }

    private static EmotionDistribution[] Edges(EmotionTaxonomy taxonomy) =>
        [EmotionDistribution.Uniform(taxonomy), EmotionDistribution.OneHot(taxonomy, 0), EmotionDistribution.OneHot(taxonomy, taxonomy.Count - 1)];

    private static void ShouldBeDistribution(EmotionDistribution distribution)
    {
        var sum = 0.0;
        foreach (var p in distribution.Probabilities)
        {
            (p >= 0).ShouldBeTrue();
            sum += p;
        }

        Math.Abs(sum - 1).ShouldBeLessThan(1e-9);
    }
}
