using Emotion.Ambiguity.Speech;
using FsCheck;
using FsCheck.Fluent;

namespace Emotion.Ambiguity.Tests.Fuzzing;

/// <summary>Resampling of any clip between any rates: the right length, finite, no louder than a band limit explains, and the same in pieces.</summary>
public sealed class ResamplingFuzzTests
{
    [Fact]
    public void Resample_AnyClipAndRates_LengthAndLevelAreRight()
    {
        var rates = Gen.OneOf(Gen.Elements(8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000), Gen.Choose(1_000, 100_000));
        var cases =
            from length in Gen.Choose(1, 400)
            from seed in Gen.Choose(0, int.MaxValue)
            from level in Gen.Elements(1f, 1e-30f, 1e10f)
            from source in rates
            from target in rates
            select (length, seed, level, source, target);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var random = new System.Random(c.seed);
            var samples = new float[c.length];
            for (var i = 0; i < samples.Length; i++) samples[i] = c.level * ((2 * (float)random.NextDouble()) - 1);
            var audio = Audio.FromSamples(samples, c.source).Resample(c.target);
            audio.SampleRateHz.ShouldBe(c.target);
            Math.Abs(audio.Samples.Length - ((double)c.length * c.target / c.source)).ShouldBeLessThanOrEqualTo(1);
            foreach (var sample in audio.Samples.Span)
            {
                // A sinc's ringing over full-scale noise stays below a few times full scale.
                (float.IsFinite(sample) && Math.Abs(sample) <= 8 * c.level).ShouldBeTrue();
            }
        }).Check(FuzzProperties.Runs(100));
    }
}
