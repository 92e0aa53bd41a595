using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Speech.Cues;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Tests.Speech.Cues;

public sealed class CueDescriberTests
{
    private static readonly CueDescriber Describer = new();

    // The figures behind are Praat's: a median of 354 Hz, and one of 103 Hz.
    [Fact]
    public void Describe_AngryWomanAndSadMan_HearsTheDifference()
    {
        Describer.Describe(Clip("1013_IEO_ANG_MD")).ShouldStartWith("pitch: very high; ");
        Describer.Describe(Clip("1066_IWW_SAD_XX")).ShouldStartWith("pitch: very low; ");
    }

    [Fact]
    public void Analyze_Clip_HasTheFiguresBehindTheWords()
    {
        var clip = Clip("1037_IOM_HAP_XX");
        var description = Describer.Analyze(clip, new Transcript { Text = "I'm on my way to the meeting." }, null);

        description.Cues.WordsPerSecond.ShouldNotBeNull();
        description.Normalized.ShouldBe(CueReference.AllVoices.Normalize(description.Cues, null));
        description.Text.ShouldBe(CueVocabulary.Default.Describe(description.Normalized));
        Describer.Describe(clip).ShouldBe(Describer.Describe(clip, null, null));
    }

    [Fact]
    public void Describe_KnownSpeaker_IsSetAgainstTheirOwnClips()
    {
        var clip = Clip("1037_IOM_HAP_XX");
        var usual = new AcousticCueMeter().Measure(clip);
        // This clip is the lowest that the speaker ever said.
        var clips = Enumerable.Range(1, 10).Select(i => new SpeakerClip("1037", usual with { PitchMedianHz = usual.PitchMedianHz + 10 * i, IntensityDecibels = usual.IntensityDecibels - i }));
        var describer = new CueDescriber(new AcousticCueMeter(), SpeakerCueNormalizer.FromClips(clips), CueVocabulary.Default);

        var text = describer.Describe(clip, null, "1037");
        text.ShouldContain("pitch: very low");
        text.ShouldContain("loudness: very high");
    }

    [Fact]
    public void Documentation_Snippets_Work()
    {
        var (clip, transcript, clipsOfTheSpeaker) = (Clip("1013_IEO_ANG_MD"), Transcript.Empty, SampleClips.Files.Select(Audio.Load).ToArray());

        var describer = new CueDescriber();                                    // thread-safe; keep it
        string told = describer.Describe(clip);                                // "pitch: very high; loudness: high; ..."

        var meter = new AcousticCueMeter();
        var speakers = SpeakerCueNormalizer.FromClips(clipsOfTheSpeaker.Select(c => new SpeakerClip("1013", meter.Measure(c))));
        var personal = new CueDescriber(meter, speakers, CueVocabulary.Default with
        {
            HighAbove = 0.75,
            Terms = CueVocabulary.Default.Terms.Add(new CueTerm("jitter", AcousticCue.JitterLocal) { Middle = null }),
        });
        CueDescription description = personal.Analyze(clip, transcript, "1013");
        double[] features = description.Normalized.ToVector();                 // NormalizedCues.FeatureNames names them

        told.ShouldStartWith("pitch: very high; ");
        description.Text.ShouldNotBeEmpty();
        features.Length.ShouldBe(26);
    }

    private static Audio Clip(string name) => Audio.Load(SampleClips.File(name));
}
