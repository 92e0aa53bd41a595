using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Speech.Resampling;

namespace Emotion.Ambiguity.Tests.Speech;

public sealed class AudioResamplingTests
{
    private const double Amplitude = 0.5;

    public static TheoryData<int, int> RatePairs => new()
    {
        { 8_000, 16_000 }, { 11_025, 16_000 }, { 16_000, 8_000 }, { 22_050, 16_000 }, { 44_100, 16_000 }, { 48_000, 16_000 },
        { 96_000, 16_000 }, { 16_000, 44_100 }, { 1_000, 16_000 }, { 768_000, 16_000 },
        // No large common divisor: the interpolated table.
        { 44_101, 16_000 }, { 15_999, 16_000 }, { 47_999, 16_001 }, { 767_999, 16_000 },
    };

    [Theory]
    [MemberData(nameof(RatePairs))]
    public void Resample_SineInPassBand_KeepsAmplitudeAndPhase(int from, int to)
    {
        foreach (var share in new[] { 0.01, 0.3, 0.7, 0.9 })
        {
            var frequency = share * Math.Min(from, to) / 2;
            var samples = Sine(frequency, from, Seconds(from)).Resample(to).Samples.Span;

            var worst = 0.0;
            for (var i = Edge(from, to); i < samples.Length - Edge(from, to); i++)
                worst = Math.Max(worst, Math.Abs(samples[i] - Expected(frequency, to, i)));

            // The filter is designed for 96 dB, 1.6e-5 of the amplitude, in ripple and in images; both may meet.
            worst.ShouldBeLessThan(Amplitude * 3.2e-5, $"{frequency} Hz");
        }
    }

    [Theory]
    [InlineData(48_000, 16_000, 8_010)]
    [InlineData(48_000, 16_000, 8_800)]
    [InlineData(48_000, 16_000, 15_000)]
    [InlineData(48_000, 16_000, 23_000)]
    [InlineData(44_100, 16_000, 8_010)]
    [InlineData(44_100, 16_000, 20_000)]
    [InlineData(44_101, 16_000, 8_010)]
    [InlineData(44_101, 16_000, 20_000)]
    [InlineData(16_000, 8_000, 4_010)]
    public void Resample_ToneAboveNewNyquist_IsAttenuatedBy80Decibels(int from, int to, double frequency)
    {
        var samples = Sine(frequency, from, 0.1).Resample(to).Samples.Span;

        var worst = 0.0;
        for (var i = Edge(from, to); i < samples.Length - Edge(from, to); i++) worst = Math.Max(worst, Math.Abs(samples[i]));
        (20 * Math.Log10(worst / Amplitude)).ShouldBeLessThan(-80);
    }

    [Theory]
    [InlineData(8_000, 16_000, 3_000)]
    [InlineData(16_000, 44_100, 7_000)]
    public void Resample_ToHigherRate_LeavesNoImage(int from, int to, double frequency)
    {
        var samples = Sine(frequency, from, 0.25).Resample(to).Samples.Span;

        // The image of f lies at from - f; correlate with it under a window that keeps f itself out.
        var (real, imaginary, weight) = (0.0, 0.0, 0.0);
        for (var i = 0; i < samples.Length; i++)
        {
            var hann = Math.Pow(Math.Sin(Math.PI * i / samples.Length), 4);
            var (sin, cos) = Math.SinCos(2 * Math.PI * (from - frequency) * i / to);
            real += hann * cos * samples[i];
            imaginary += hann * sin * samples[i];
            weight += hann;
        }

        var level = 2 * Math.Sqrt(real * real + imaginary * imaginary) / weight;
        (20 * Math.Log10(level / Amplitude)).ShouldBeLessThan(-80);
    }

    [Theory]
    [MemberData(nameof(RatePairs))]
    public void Resample_Constant_StaysTheConstant(int from, int to)
    {
        var samples = Audio.FromSamples(Enumerable.Repeat(0.25f, (int)(Seconds(from) * from)).ToArray(), from).Resample(to).Samples.Span;

        // Each tap is rounded to float, 6e-8 of the sum at most.
        for (var i = Edge(from, to); i < samples.Length - Edge(from, to); i++) samples[i].ShouldBe(0.25f, 1e-6f);
    }

    [Theory]
    [InlineData(1, 44_100, 16_000, 1)]
    [InlineData(2, 44_100, 16_000, 1)]
    [InlineData(3, 44_100, 16_000, 2)]
    [InlineData(44_100, 44_100, 16_000, 16_000)]
    [InlineData(44_101, 44_100, 16_000, 16_001)]
    [InlineData(48_000, 48_000, 16_000, 16_000)]
    [InlineData(1, 8_000, 16_000, 2)]
    [InlineData(1, 1_000, 768_000, 768)]
    [InlineData(769, 768_000, 1_000, 2)]
    public void Resample_AnyLength_IsCountTimesRatioRoundedUp(int count, int from, int to, int expected) =>
        Audio.FromSamples(new float[count], from).Resample(to).Samples.Length.ShouldBe(expected);

    [Fact]
    public void Resample_EveryShortLengthAndRate_WritesAllSamples()
    {
        foreach (var (from, to) in new[] { (44_100, 16_000), (8_000, 16_000), (16_001, 15_998), (96_000, 1_000) })
        {
            for (var count = 1; count < 40; count += 6)
            {
                var samples = Audio.FromSamples(Enumerable.Repeat(1f, count).ToArray(), from).Resample(to).Samples;
                samples.Length.ShouldBe((int)Math.Ceiling((decimal)count * to / from));
                // A sample left unwritten would be exactly 0.
                samples.Span.IndexOf(0f).ShouldBe(-1);
            }
        }
    }

    [Fact]
    public void Resample_SameRate_ReturnsItself()
    {
        var audio = Audio.FromSamples(new float[] { 1, 2, 3 }, 16_000);
        audio.Resample(16_000).ShouldBeSameAs(audio);
    }

    [Theory]
    [InlineData(8_000, 16_000)]
    [InlineData(16_000, 48_000)]
    public void Resample_Impulse_PeaksAtItsTimeAndIsSymmetric(int from, int to)
    {
        var samples = new float[1001];
        samples[500] = 1;
        var response = Audio.FromSamples(samples, from).Resample(to).Samples.Span;

        var center = 500 * to / from;
        for (var i = 0; i < 150; i++)
        {
            response[center + i].ShouldBe(response[center - i], 1e-7f);
            response[center + i].ShouldBeLessThanOrEqualTo(response[center]);
        }

        // The gain of an up-sampled impulse is the ratio of the rates: the sum over each phase is 1.
        var sum = 0.0;
        foreach (var sample in response) sum += sample;
        sum.ShouldBe((double)to / from, 1e-5);
    }

    [Theory]
    [InlineData(16_000, 48_000)]
    [InlineData(16_000, 44_100)]
    [InlineData(8_000, 16_000)]
    public void Resample_UpAndBackDown_GivesTheSoundBack(int rate, int higher)
    {
        var audio = Audio.FromSamples(BandLimited(rate), rate);
        var back = audio.Resample(higher).Resample(rate);

        back.Samples.Length.ShouldBe(audio.Samples.Length);
        for (var i = 200; i < rate - 200; i++) back.Samples.Span[i].ShouldBe(audio.Samples.Span[i], 2e-5f);
    }

    [Theory]
    [MemberData(nameof(RatePairs))]
    public void Process_AnyBlockSizes_GivesTheSameBitsAsTheWhole(int from, int to)
    {
        var random = new Random(1);
        var samples = new float[from > 100_000 ? 40_000 : 12_000];
        for (var i = 0; i < samples.Length; i++) samples[i] = random.NextSingle() * 2 - 1;
        var whole = Audio.FromSamples(samples, from).Resample(to).Samples.Span;

        foreach (var limit in new[] { 3, 9_000 })
        {
            var resampler = new Resampler(from, to);
            var output = new float[whole.Length + 1];
            var (taken, written) = (0, 0);
            while (taken < samples.Length)
            {
                var block = Math.Min(random.Next(limit), samples.Length - taken);
                var count = resampler.Process(samples.AsSpan(taken, block), output.AsSpan(written));
                count.ShouldBeLessThanOrEqualTo(resampler.MaxOutput(block));
                taken += block;
                written += count;
            }

            written += resampler.Flush(output.AsSpan(written));
            written.ShouldBe(whole.Length);
            output.AsSpan(0, written).SequenceEqual(whole).ShouldBeTrue();
        }
    }

    [Fact]
    public void Resample_SamplesElsewhereInMemory_GiveTheSameBits()
    {
        var samples = BandLimited(5_000);
        var expected = Audio.FromSamples(samples, 44_100).Resample(16_000);
        for (var shift = 1; shift < 9; shift++)
        {
            var moved = new float[samples.Length + shift];
            samples.CopyTo(moved, shift);
            var audio = Audio.FromSamples(moved.AsMemory(shift), 44_100).Resample(16_000);
            audio.Samples.Span.SequenceEqual(expected.Samples.Span).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(999)]
    [InlineData(768_001)]
    [InlineData(-1)]
    public void Resample_RateOutsideItsRange_Throws(int rate) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Audio.FromSamples(new float[1], 16_000).Resample(rate));

    [Fact]
    public void Resample_ResultLongerThanAnArray_Throws() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Audio.FromSamples(new float[2_900_000], 1_000).Resample(768_000));

    // Long enough for a stretch between the edges at any pair of rates, short enough to be fast.
    private static double Seconds(int rate) => rate > 100_000 ? 0.02 : rate < 8_000 ? 0.3 : 0.08;

    // Half the filter, 62 samples of the lower rate, at the output's rate.
    private static int Edge(int from, int to) => (int)Math.Ceiling(72.0 * to / Math.Min(from, to));

    private static double Expected(double frequency, int rate, int index) => Amplitude * Math.Sin(2 * Math.PI * frequency * index / rate + 0.3);

    private static Audio Sine(double frequency, int rate, double seconds)
    {
        var samples = new float[(int)(seconds * rate)];
        for (var i = 0; i < samples.Length; i++) samples[i] = (float)Expected(frequency, rate, i);
        return Audio.FromSamples(samples, rate);
    }

    // Tones up to 0.85 of the Nyquist frequency, with frequencies that fit no block.
    private static float[] BandLimited(int count)
    {
        var samples = new float[count];
        for (var tone = 1; tone <= 17; tone++)
        {
            for (var i = 0; i < count; i++) samples[i] += (float)(0.04 * Math.Sin(2 * Math.PI * (tone * 0.025 - 0.0013) * i + tone));
        }

        return samples;
    }
}
