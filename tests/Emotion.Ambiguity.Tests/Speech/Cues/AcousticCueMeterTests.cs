using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Speech.Cues;

namespace Emotion.Ambiguity.Tests.Speech.Cues;

public sealed class AcousticCueMeterTests
{
    private static readonly AcousticCueMeter Meter = new();

    [Theory]
    [InlineData(80)]
    [InlineData(123.4)]
    [InlineData(220)]
    [InlineData(480)]
    public void Measure_HarmonicComplex_FindsItsPitch(double hz)
    {
        var cues = Meter.Measure(Signals.Of(1, t => Signals.Complex(hz, t)));

        cues.VoicedFraction.ShouldBe(1);
        // The window holds 3 to 19 periods; the mean that is taken off each frame is not quite that of whole periods.
        cues.PitchMedianHz!.Value.ShouldBe(hz, hz * 5e-4);
        cues.PitchRangeSemitones!.Value.ShouldBe(0, 0.02);
        cues.PitchSlopeSemitones!.Value.ShouldBe(0, 0.02);
        cues.JitterLocal!.Value.ShouldBeLessThan(0.002);
        cues.ShimmerLocal!.Value.ShouldBeLessThan(0.005);
        cues.HarmonicsToNoiseDecibels!.Value.ShouldBeGreaterThan(25);
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(11_025)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    public void Measure_AnyRate_FindsTheSamePitchAndLevel(int rate)
    {
        var cues = Meter.Measure(Signals.Of(1, t => 0.1 * Signals.Complex(200, t), rate));
        var usual = Meter.Measure(Signals.Of(1, t => 0.1 * Signals.Complex(200, t)));

        cues.PitchMedianHz!.Value.ShouldBe(200, 0.1);
        cues.IntensityDecibels!.Value.ShouldBe(usual.IntensityDecibels!.Value, 0.05);
        cues.SpectralCentroidHz!.Value.ShouldBe(usual.SpectralCentroidHz!.Value, 2);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(768_000)]
    public void Measure_ExtremeRate_GivesFiniteFiguresOrNone(int rate) => ShouldBeFinite(Meter.Measure(Signals.Of(0.5, t => Signals.Complex(150, t), rate)));

    [Theory]
    [InlineData(1)]
    [InlineData(0.1)]
    [InlineData(0.001)]
    public void Measure_SineOfKnownAmplitude_HasItsLevel(double amplitude)
    {
        // A whole number of periods: the mean square is a^2 / 2.
        var cues = Meter.Measure(Signals.Of(1, t => amplitude * Signals.Sine(200, t)));

        cues.IntensityDecibels!.Value.ShouldBe(10 * Math.Log10(amplitude * amplitude / 2 / 4e-10), 0.001);
        cues.IntensityRangeDecibels!.Value.ShouldBe(0, 0.1);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(-9)]
    public void Measure_Glide_HasItsSlopeAndRange(double semitonesPerSecond)
    {
        // f = 200 * 2^(s t / 12), so the phase is 200 * 12 / (s ln 2) * (2^(s t / 12) - 1).
        var k = semitonesPerSecond * Math.Log(2) / 12;
        var cues = Meter.Measure(Signals.Of(1, t => Enumerable.Range(1, 8).Sum(h => Math.Sin(2 * Math.PI * h * 200 / k * (Math.Exp(k * t) - 1)) / h) / 3));

        cues.PitchSlopeSemitones!.Value.ShouldBe(semitonesPerSecond, 0.05);
        // Frames from 20 ms to 980 ms; 80 % of what they span.
        cues.PitchRangeSemitones!.Value.ShouldBe(Math.Abs(semitonesPerSecond) * 0.8 * 0.96, 0.1);
        // A uniform distribution's.
        cues.PitchDeviationSemitones!.Value.ShouldBe(Math.Abs(semitonesPerSecond) * 0.96 / Math.Sqrt(12), 0.05);
    }

    [Fact]
    public void Measure_PulsesWithKnownJitter_FindsIt()
    {
        var random = new Random(1);
        var times = new List<double> { 0.01 };
        while (times[^1] < 1.98) times.Add(times[^1] + 0.008 * (1 + 0.02 * (2 * random.NextDouble() - 1)));
        var periods = times.Zip(times.Skip(1), (a, b) => b - a).ToArray();
        var jitter = periods.Zip(periods.Skip(1), (a, b) => Math.Abs(a - b)).Average() / periods.Average();

        var cues = Meter.Measure(Signals.Pulses(2, times, [.. times.Select(_ => 0.5)]));

        cues.PitchMedianHz!.Value.ShouldBe(125, 1);
        // Each pulse is found to a tenth of a sample or so; the windows at the ends of the clip cost a few pulses.
        (cues.JitterLocal!.Value / jitter).ShouldBe(1, 0.1);
        cues.ShimmerLocal!.Value.ShouldBeLessThan(0.02);
    }

    [Fact]
    public void Measure_PulsesWithKnownShimmer_FindsIt()
    {
        var random = new Random(2);
        var times = Enumerable.Range(1, 245).Select(i => i * 0.008).ToArray();
        var amplitudes = times.Select(_ => 0.5 * (1 + 0.1 * (2 * random.NextDouble() - 1))).ToArray();
        var shimmer = amplitudes.Zip(amplitudes.Skip(1), (a, b) => Math.Abs(a - b)).Average() / amplitudes.Average();

        var cues = Meter.Measure(Signals.Pulses(2, times, amplitudes));

        (cues.ShimmerLocal!.Value / shimmer).ShouldBe(1, 0.05);
        cues.JitterLocal!.Value.ShouldBeLessThan(0.002);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(20)]
    public void Measure_HarmonicsInNoise_HasTheirRatio(double decibels)
    {
        var random = new Random(3);
        var power = Enumerable.Range(1, 10).Sum(k => 1d / (k * k)) / 18;
        var noise = Math.Sqrt(power / Math.Pow(10, decibels / 10));

        var cues = Meter.Measure(Signals.Of(2, t => Signals.Complex(120, t) + noise * Signals.Normal(random)));

        // The best of many lags is a little above the mean (Boersma 1993, table 1).
        cues.HarmonicsToNoiseDecibels!.Value.ShouldBe(decibels, 1.2);
        cues.PitchMedianHz!.Value.ShouldBe(120, 0.5);
    }

    [Fact]
    public void Measure_TwoBurstsAndAPause_TellsThePause()
    {
        // 0.5 s of sound, 0.4 s of silence, 0.6 s of sound.
        var audio = Signals.Of(1.5, t => t is < 0.5 or >= 0.9 ? Signals.Complex(150, t) : 0);
        var cues = Meter.Measure(audio);

        // The energy of a 50 ms window reaches about 20 ms into the pause on either side, and the ends of the clip lose as much.
        cues.LongestPauseSeconds!.Value.ShouldBe(0.4, 0.05);
        cues.PauseFraction!.Value.ShouldBe(0.4 / 1.5, 0.03);
    }

    [Fact]
    public void Measure_VoicedHumps_CountsThemAsSyllables()
    {
        // Four humps a second, each 20 dB above the dip between.
        var audio = Signals.Of(3, t => Signals.Complex(150, t) * (0.55 - 0.45 * Math.Cos(2 * Math.PI * 4 * t)));

        Meter.Measure(audio).SyllablesPerSecond!.Value.ShouldBe(4, 0.25);
    }

    [Fact]
    public void Measure_WordsWithTimes_TheirTimesTell()
    {
        static TranscriptWord Word(double start, double end) => new("w", TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(end), 1);
        var audio = Signals.Of(3, t => Signals.Complex(150, t));

        // Four words over 0.1 to 2.1 s with a pause of 1 s: a second of speech. The gap of 0.1 s is no pause.
        var transcript = new Transcript { Text = "w w w w", Words = [Word(0.1, 0.3), Word(0.4, 0.6), Word(1.6, 1.8), Word(1.8, 2.1)] };

        Meter.Measure(audio, transcript).WordsPerSecond!.Value.ShouldBe(4 / 1d, 1e-9);
        Meter.Measure(audio, transcript with { Words = [] }).WordsPerSecond!.Value.ShouldBe(4 / 3d, 0.03);
        Meter.Measure(audio, Transcript.Empty).WordsPerSecond.ShouldBeNull();
        Meter.Measure(audio).WordsPerSecond.ShouldBeNull();
    }

    [Fact]
    public void Measure_ToneAboveOneKilohertz_HasItsCentroid()
    {
        // 200 Hz and its 10th harmonic with equal power: the centroid is in the middle.
        var cues = Meter.Measure(Signals.Of(1, t => 0.3 * (Signals.Sine(200, t) + Signals.Sine(2_000, t))));

        cues.SpectralCentroidHz!.Value.ShouldBe(1_100, 5);
        // Both parts are equally strong, one on either side of 1 kHz.
        cues.AlphaRatioDecibels!.Value.ShouldBe(0, 0.1);
        cues.SpectralFlux!.Value.ShouldBeLessThan(0.05);
    }

    [Fact]
    public void Measure_HarmonicsFallingByTwelveDecibels_HasThatTilt()
    {
        // From one third-octave band to the next the harmonics lie unevenly, hence the wide tolerance.
        var cues = Meter.Measure(Signals.Of(1, t => Enumerable.Range(1, 50).Sum(k => Signals.Sine(k * 100, t) / (k * k)) / 2));

        cues.SpectralTilt!.Value.ShouldBe(-12, 1);
    }

    [Fact]
    public void Measure_Louder_ShapeAndPitchStay()
    {
        var audio = Audio.Load(Shared.SampleClips.File("1013_IEO_ANG_MD"));
        var (cues, half) = (Meter.Measure(audio), Meter.Measure(Signals.Map(audio, s => s / 2)));

        half.IntensityDecibels!.Value.ShouldBe(cues.IntensityDecibels!.Value - 20 * Math.Log10(2), 1e-6);
        half.LoudnessMedian!.Value.ShouldBe(cues.LoudnessMedian!.Value * Math.Pow(0.25, 0.3), cues.LoudnessMedian!.Value * 1e-6);
        foreach (var cue in Enum.GetValues<AcousticCue>().Except([AcousticCue.IntensityDecibels, AcousticCue.LoudnessLow, AcousticCue.LoudnessMedian, AcousticCue.LoudnessHigh]))
        {
            // 16-bit samples halve exactly.
            if (cues[cue] is { } expected) half[cue]!.Value.ShouldBe(expected, Math.Abs(expected) * 1e-6 + 1e-9, cue.ToString());
        }
    }

    [Fact]
    public void Measure_Offset_ChangesNothing()
    {
        var audio = Audio.Load(Shared.SampleClips.File("1013_IEO_ANG_MD"));
        var (cues, offset) = (Meter.Measure(audio), Meter.Measure(Signals.Map(audio, s => s + 0.25f)));

        foreach (var cue in Enum.GetValues<AcousticCue>())
        {
            // An offset costs a float a few of its last bits.
            if (cues[cue] is { } expected) offset[cue]!.Value.ShouldBe(expected, Math.Abs(expected) * 1e-3 + 1e-6, cue.ToString());
        }
    }

    [Fact]
    public void Measure_Clipped_KeepsThePitch()
    {
        var audio = Audio.Load(Shared.SampleClips.File("1037_IOM_HAP_XX"));
        var cues = Meter.Measure(Signals.Map(audio, s => Math.Clamp(s * 8, -1, 1)));

        ShouldBeFinite(cues);
        // More of the quiet ends is voiced once the loud middle is cut off.
        (cues.PitchMedianHz!.Value / Meter.Measure(audio).PitchMedianHz!.Value).ShouldBe(1, 0.1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void Measure_Silence_SaysNothing(double offset)
    {
        var cues = Meter.Measure(Signals.Of(1, _ => offset));

        cues.VoicedFraction.ShouldBe(0);
        Enum.GetValues<AcousticCue>().Except([AcousticCue.VoicedFraction]).ShouldAllBe(cue => cues[cue] == null);
        new CueDescriber().Describe(Signals.Of(1, _ => offset)).ShouldBe("");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    [InlineData(639)]
    public void Measure_ShorterThanAWindow_HasNoPitch(int samples)
    {
        var audio = Audio.FromSamples(Enumerable.Range(0, samples).Select(i => (float)Signals.Sine(200, i / 16_000d + 0.001)).ToArray(), 16_000);
        var cues = Meter.Measure(audio);

        cues.PitchMedianHz.ShouldBeNull();
        cues.VoicedFraction.ShouldBeNull();
        cues.Duration.ShouldBe(audio.Duration);
        ShouldBeFinite(cues);
    }

    [Fact]
    public void Measure_ExactlyAWindow_HasAPitch() => Meter.Measure(Signals.Of(0.04, t => Signals.Complex(200, t))).PitchMedianHz!.Value.ShouldBe(200, 1);

    [Fact]
    public void Measure_Noise_IsNotVoiced()
    {
        var random = new Random(4);
        var cues = Meter.Measure(Signals.Of(1, _ => 0.1 * Signals.Normal(random)));

        cues.VoicedFraction.ShouldBe(0);
        cues.PitchMedianHz.ShouldBeNull();
        cues.JitterLocal.ShouldBeNull();
        cues.AlphaRatioDecibels.ShouldBeNull();
        ShouldBeFinite(cues);
    }

    [Fact]
    public void Measure_NoiseOfAConverter_IsNoSpeech()
    {
        var random = new Random(5);
        var cues = Meter.Measure(Signals.Of(1, _ => (random.Next(3) - 1) / 32_768d));

        cues.PauseFraction.ShouldBeNull();
        cues.SyllablesPerSecond.ShouldBeNull();
    }

    [Fact]
    public void Measure_SamplesBeyondFullScale_GivesFiniteFigures() => ShouldBeFinite(Meter.Measure(Signals.Of(0.5, t => 1e15 * Signals.Complex(200, t))));

    [Fact]
    public void Measure_SameClipFromManyThreads_GivesTheSameFigures()
    {
        var audio = Audio.Load(Shared.SampleClips.File("1066_IWW_SAD_XX"));
        var expected = Meter.Measure(audio);
        var all = new AcousticCues[8];
        Parallel.For(0, all.Length, i => all[i] = Meter.Measure(audio));

        all.ShouldAllBe(cues => cues == expected);
    }

    [Fact]
    public void Measure_Cancelled_Throws() =>
        Should.Throw<OperationCanceledException>(() => Meter.Measure(Signals.Of(1, t => Signals.Complex(200, t)), new CancellationToken(canceled: true)));

    [Fact]
    public void Constructor_FaultyOptions_NamesAllFaults()
    {
        var fault = Should.Throw<ArgumentException>(() => new AcousticCueMeter(new AcousticCueOptions
        {
            PitchFloorHz = 200, PitchCeilingHz = 100, Step = TimeSpan.Zero, SilenceThreshold = 2, VoicingThreshold = double.NaN,
            OctaveCost = -1, OctaveJumpCost = double.NaN, VoicedUnvoicedCost = double.PositiveInfinity, PauseDepthDecibels = 0, MinPause = TimeSpan.Zero,
        })).Message;

        foreach (var option in typeof(AcousticCueOptions).GetProperties().Where(p => p.CanWrite && p.Name != nameof(AcousticCueOptions.PitchFloorHz)))
            fault.ShouldContain(option.Name);
    }

    private static void ShouldBeFinite(AcousticCues cues)
    {
        foreach (var cue in Enum.GetValues<AcousticCue>())
        {
            if (cues[cue] is { } value) double.IsFinite(value).ShouldBeTrue(cue.ToString());
        }
    }
}
