using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Speech.VoiceActivity;
using static Emotion.Ambiguity.Tests.Speech.VoiceActivity.TestSounds;

namespace Emotion.Ambiguity.Tests.Speech.VoiceActivity;

public sealed class VoiceActivityDetectorTests
{
    // A frame, and what the filters and the smoothing over three frames take to follow.
    private const double Tolerance = 0.05;

    private static readonly VoiceActivityOptions Bare = new() { PaddingBefore = TimeSpan.Zero, PaddingAfter = TimeSpan.Zero };

    [Fact]
    public void FindSpeech_OneBuzz_IsOneRangeAtItsPlace()
    {
        var range = Find(Bare, Buzzes(1.5, 1, 1.5)).ShouldHaveSingleItem();
        range.Start.TotalSeconds.ShouldBe(1.5, Tolerance);
        range.End.TotalSeconds.ShouldBe(2.5, Tolerance);
    }

    [Fact]
    public void FindSpeech_Padding_WidensTheRange()
    {
        var bare = Find(Bare, Buzzes(1.5, 1, 1.5)).Single();
        var options = Bare with { PaddingBefore = TimeSpan.FromSeconds(0.3), PaddingAfter = TimeSpan.FromSeconds(0.2) };
        var range = Find(options, Buzzes(1.5, 1, 1.5)).Single();
        range.Start.ShouldBe(bare.Start - options.PaddingBefore);
        range.End.ShouldBe(bare.End + options.PaddingAfter);
    }

    [Fact]
    public void FindSpeech_PaddingBeyondTheClip_EndsWithIt()
    {
        var sound = Buzzes(0.1, 1, 0.1);
        var range = Find(new(), sound).ShouldHaveSingleItem();
        range.Start.ShouldBe(TimeSpan.Zero);
        range.End.TotalSeconds.ShouldBe((double)sound.Length / Rate);
    }

    [Theory]
    [InlineData(0.4, 1)]
    [InlineData(0.8, 2)]
    public void FindSpeech_Pause_EndsARangeFromMinSilenceOn(double pause, int ranges) =>
        Find(new() { MinSilence = TimeSpan.FromSeconds(0.6) }, Buzzes(1, 0.7, pause, 0.7, 1)).Count.ShouldBe(ranges);

    [Fact]
    public void FindSpeech_RangesWithPadding_DoNotOverlap()
    {
        var options = new VoiceActivityOptions { MinSilence = TimeSpan.FromSeconds(0.3), PaddingAfter = TimeSpan.FromSeconds(0.3), PaddingBefore = TimeSpan.FromSeconds(1) };
        var ranges = Find(options, Buzzes(1, 0.7, 0.5, 0.7, 1));
        ranges.Count.ShouldBe(2);
        ranges[1].Start.ShouldBe(ranges[0].End);
    }

    [Fact]
    public void FindSpeech_ShorterThanMinSpeech_IsSilence()
    {
        Find(new(), Buzzes(1, 0.05, 1, 0.05, 1)).ShouldBeEmpty();
        Find(new() { MinSpeech = TimeSpan.FromMilliseconds(30) }, Buzzes(1, 0.05, 1, 0.05, 1)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(-80)]
    [InlineData(-50)]
    [InlineData(-20)]
    [InlineData(0)]
    public void FindSpeech_SteadyNoise_IsSilence(double dbfs) => Find(new(), Noise(30, dbfs)).ShouldBeEmpty();

    [Fact]
    public void FindSpeech_DigitalSilence_IsSilence()
    {
        Find(new(), new float[10 * Rate]).ShouldBeEmpty();
        Find(new(), new float[1]).ShouldBeEmpty();
    }

    [Fact]
    public void FindSpeech_OffsetAndHum_AreSilence()
    {
        var sound = Enumerable.Range(0, 10 * Rate).Select(i => 0.2f + 0.2f * MathF.Sin(2 * MathF.PI * 50 * i / Rate)).ToArray();
        Find(new(), sound).ShouldBeEmpty();
    }

    [Fact]
    public void FindSpeech_NoiseGetsLouder_IsKnownAsNoiseOnceItIsRemembered()
    {
        var sound = Join(Noise(10, -60), Noise(20, -40, seed: 1), Buzz(1), Noise(2, -40, seed: 2));
        var options = new VoiceActivityOptions { NoiseMemory = TimeSpan.FromSeconds(2) };
        var ranges = Find(options, sound);
        ranges.Count.ShouldBe(2);
        // Nobody can tell at first. Frames are remembered in eight parts, so up to an eighth longer than asked for.
        ranges[0].Start.TotalSeconds.ShouldBe(10 - options.PaddingBefore.TotalSeconds, Tolerance);
        ranges[0].End.TotalSeconds.ShouldBeInRange(11.5, 12.5 + options.PaddingAfter.TotalSeconds);
        ranges[1].Start.TotalSeconds.ShouldBe(30 - options.PaddingBefore.TotalSeconds, Tolerance);
    }

    [Fact]
    public void FindSpeech_HugeSample_DoesNotDeafenForGood()
    {
        var sound = Buzzes(2, 1, 8, 1, 2);
        sound[Rate] = float.MaxValue;
        Find(Bare, sound)[^1].Start.TotalSeconds.ShouldBe(11, Tolerance);
    }

    [Fact]
    public void FindSpeech_ClipAtAnotherRate_FindsTheSamePlace()
    {
        var sound = Audio.FromSamples(Buzzes(1.5, 1, 1.5), Rate);
        var expected = new VoiceActivityDetector(Bare).FindSpeech(sound).Single();
        foreach (var rate in new[] { 11_025, 44_100, 48_000 })
        {
            var range = new VoiceActivityDetector(Bare).FindSpeech(sound.Resample(rate)).ShouldHaveSingleItem();
            range.Start.TotalSeconds.ShouldBe(expected.Start.TotalSeconds, Tolerance);
            range.End.TotalSeconds.ShouldBe(expected.End.TotalSeconds, Tolerance);
        }
    }

    [Theory]
    [InlineData(16_000)]
    [InlineData(44_100)]
    public void Trim_Clip_KeepsTheSpeechAndThePauses(int rate)
    {
        var audio = Audio.FromSamples(Buzzes(2, 0.7, 1, 0.7, 2), Rate).Resample(rate);
        var trimmed = new VoiceActivityDetector(Bare).Trim(audio)!;
        trimmed.SampleRateHz.ShouldBe(rate);
        trimmed.Duration.TotalSeconds.ShouldBe(2.4, Tolerance);
        var start = audio.Samples.Span.IndexOf(trimmed.Samples.Span);
        ((double)start / rate).ShouldBe(2, Tolerance);
    }

    [Fact]
    public void Trim_SpeechUpToBothEnds_KeepsEverySample()
    {
        foreach (var rate in new[] { 8_000, 16_000, 44_100, 15_999 })
        {
            var audio = Audio.FromSamples(Buzzes(0.1, 1, 0.1), Rate).Resample(rate);
            new VoiceActivityDetector().Trim(audio)!.Samples.Length.ShouldBe(audio.Samples.Length, $"{rate} Hz");
        }
    }

    [Fact]
    public void Trim_NoSpeech_IsNull() => new VoiceActivityDetector().Trim(Audio.FromSamples(Noise(5, -50), Rate)).ShouldBeNull();

    [Fact]
    public void Constructor_OptionsOutsideTheirRanges_ListsAllFaults()
    {
        var message = Should.Throw<ArgumentException>(() => new VoiceActivityDetector(new()
        {
            ThresholdDb = double.NaN, LowestNoiseDbfs = 0, NoiseMemory = TimeSpan.Zero, MinSpeech = TimeSpan.Zero, MinSilence = TimeSpan.FromMinutes(1),
            PaddingBefore = TimeSpan.FromSeconds(-1), PaddingAfter = TimeSpan.FromMinutes(2), MaxSegment = TimeSpan.Zero,
        })).Message;
        foreach (var option in typeof(VoiceActivityOptions).GetProperties()) message.ShouldContain($"{option.Name} must be");
    }

    [Fact]
    public void Constructor_OptionsThatContradictEachOther_Throws()
    {
        Should.Throw<ArgumentException>(() => new VoiceActivityDetector(new() { MinSilence = TimeSpan.FromSeconds(0.2), PaddingAfter = TimeSpan.FromSeconds(0.3) }))
            .Message.ShouldContain(nameof(VoiceActivityOptions.PaddingAfter));
        Should.Throw<ArgumentException>(() => new VoiceActivityDetector(new() { MinSilence = TimeSpan.FromSeconds(3), MaxSegment = TimeSpan.FromSeconds(5) }))
            .Message.ShouldContain("at least twice the sum");
    }

    private static IReadOnlyList<SpeechRange> Find(VoiceActivityOptions options, float[] samples) =>
        new VoiceActivityDetector(options).FindSpeech(Audio.FromSamples(samples, Rate));
}
