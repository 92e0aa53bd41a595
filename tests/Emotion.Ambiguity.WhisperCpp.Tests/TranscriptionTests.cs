using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.WhisperCpp.Tests;

[Collection(EmbeddedModelTests.Name)]
public sealed class TranscriptionTests(EmbeddedModel model)
{
    public static TheoryData<string, string> Samples()
    {
        var data = new TheoryData<string, string>();
        foreach (var (clip, sentence) in SampleClips.Sentences()) data.Add(clip, sentence);
        return data;
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task TranscribeAsync_SampleClip_WordsWithTimesAndProbabilities(string clip, string sentence)
    {
        var audio = Audio.Load(SampleClips.File(clip));
        var transcript = await model.Transcriber.TranscribeAsync(audio);

        SampleClips.WrongWords(transcript.Text, sentence).ShouldBeLessThanOrEqualTo(1);
        string.Join(' ', transcript.Words.Select(w => w.Text)).ShouldBe(transcript.Text);
        transcript.ShouldBeOrderedWithin(audio.Duration);
        transcript.Language.ShouldBe("en");
        transcript.NoSpeechProbability.ShouldNotBeNull().ShouldBeInRange(0, 0.5);
    }

    /// <summary>"Meeting" and "meaning" are as good as even in one clip, so another CPU's rounding may hear one word wrong.</summary>
    [Fact]
    public async Task TranscribeAsync_AllSampleClips_AtMostOneWrongWord()
    {
        var wrong = 0;
        foreach (var (clip, sentence) in SampleClips.Sentences())
            wrong += SampleClips.WrongWords((await model.Transcriber.TranscribeAsync(Audio.Load(SampleClips.File(clip)))).Text, sentence);
        wrong.ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task TranscribeAsync_OtherRate_SameWords()
    {
        var audio = Audio.Load(SampleClips.File("1036_ITH_NEU_XX")).Resample(44_100);
        var transcript = await model.Transcriber.TranscribeAsync(audio);
        SampleClips.Words(transcript.Text).ShouldBe(SampleClips.Words("I think I have a doctor's appointment."));
    }

    [Fact]
    public async Task TranscribeAsync_FittedAudioContext_SameSentence()
    {
        await using var fitted = WhisperCppTranscriber.Load(
            EmbeddedModel.File, new() { Threads = 1, AudioContext = AudioContextSizing.FitToClip, BeamSize = 1, WordTimestamps = WordTimestamps.None });
        var transcript = await fitted.TranscribeAsync(Audio.Load(SampleClips.File("1066_IWW_SAD_XX")));
        SampleClips.Words(transcript.Text).ShouldBe(SampleClips.Words("I wonder what this is about."));
        transcript.Words.ShouldAllBe(w => w.Start == null && w.End == null);
    }

    /// <summary>The fitted window repeats this sentence or mishears words of others with one beam; whatever it does, the check may only bring it nearer.</summary>
    [Fact]
    public async Task TranscribeAsync_FitAndCheck_NotFurtherFromTheSentencesThanTheFittedWindowAlone()
    {
        async Task<int> WrongWords(AudioContextSizing sizing)
        {
            await using var transcriber = WhisperCppTranscriber.Load(EmbeddedModel.File, new() { Threads = 1, AudioContext = sizing, BeamSize = 1 });
            var wrong = 0;
            foreach (var (clip, sentence) in SampleClips.Sentences())
                wrong += SampleClips.WrongWords((await transcriber.TranscribeAsync(Audio.Load(SampleClips.File(clip)))).Text, sentence);
            return wrong;
        }

        (await WrongWords(AudioContextSizing.FitAndCheck)).ShouldBeLessThanOrEqualTo(Math.Min(2, await WrongWords(AudioContextSizing.FitToClip)));
    }

    [Fact]
    public async Task TranscribeAsync_TrimmedSilence_WordsKeepTheirPlaceInTheClip()
    {
        await using var trimming = WhisperCppTranscriber.Load(
            EmbeddedModel.File, new() { Threads = 1, AudioContext = AudioContextSizing.FitToClip, BeamSize = 1, Silence = SilenceHandling.Trim });
        var clip = Audio.Load(SampleClips.File("1066_IWW_SAD_XX"));
        var late = Audio.FromSamples((float[])[.. new float[3 * 16_000], .. clip.Samples.Span, .. new float[2 * 16_000]], 16_000);
        var transcript = await trimming.TranscribeAsync(late);
        SampleClips.WrongWords(transcript.Text, "I wonder what this is about.").ShouldBeLessThanOrEqualTo(1);
        transcript.ShouldBeOrderedWithin(late.Duration);
        transcript.Words[0].Start.ShouldNotBeNull().TotalSeconds.ShouldBeInRange(2.3, 4.5); // the clip begins at 3 s, and the cut leaves some silence before it

        var silence = await trimming.TranscribeAsync(Audio.FromSamples(new float[32_000], 16_000));
        (silence.Text, silence.Words.Length, silence.NoSpeechProbability).ShouldBe(("", 0, 1));
    }

    [Fact]
    public async Task TranscribeAsync_75Seconds_SentenceIsHeardAllAlong()
    {
        // 1.5 s of silence between the sentences, as a speaker would pause.
        var sentence = Audio.Load(SampleClips.File("1036_ITH_NEU_XX")).Samples;
        var samples = new float[75 * 16_000];
        var said = 0;
        for (var at = 0; at + sentence.Length <= samples.Length; at += sentence.Length + 24_000, said++) sentence.CopyTo(samples.AsMemory(at));
        var audio = Audio.FromSamples(samples, 16_000);

        var transcript = await model.Transcriber.TranscribeAsync(audio);

        transcript.ShouldBeOrderedWithin(audio.Duration);
        // Whisper may drop a repetition at a window's edge, and tiny does.
        SampleClips.Words(transcript.Text).Count("doctors".Equals).ShouldBeInRange(said - 4, said + 1);
        transcript.Words[^1].End!.Value.ShouldBeGreaterThan(TimeSpan.FromSeconds(60));
    }
}
