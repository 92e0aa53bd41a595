using Emotion.Ambiguity.Speech.Cues;

namespace Emotion.Ambiguity.Tests.Speech.Cues;

public sealed class CueVocabularyTests
{
    [Theory]
    [InlineData(0, CueLevel.VeryLow)]
    [InlineData(0.0999, CueLevel.VeryLow)]
    [InlineData(0.1, CueLevel.Low)]
    [InlineData(0.3, CueLevel.Middle)]
    [InlineData(0.7, CueLevel.Middle)]
    [InlineData(0.71, CueLevel.High)]
    [InlineData(0.9, CueLevel.High)]
    [InlineData(1, CueLevel.VeryHigh)]
    public void LevelOf_Limits_BelongToTheLevelNearerToTheMiddle(double percentile, CueLevel level) => CueVocabulary.Default.LevelOf(percentile).ShouldBe(level);

    [Fact]
    public void Describe_DefaultWords_TellsWhatStandsOut()
    {
        Describe(0.95, AcousticCue.PitchMedianHz, AcousticCue.IntensityDecibels, AcousticCue.SyllablesPerSecond)
            .ShouldBe("pitch: very high; loudness: very high; rate: very fast");
        Describe(0.2, AcousticCue.PitchMedianHz, AcousticCue.PitchRangeSemitones, AcousticCue.SpectralTilt)
            .ShouldBe("pitch: low; pitch range: narrow; voice: breathy");
        // The middle of some cues is not worth a word.
        Describe(0.5, AcousticCue.PitchMedianHz, AcousticCue.PitchRangeSemitones, AcousticCue.PauseFraction, AcousticCue.SpectralTilt).ShouldBe("pitch: medium");
        Describe(0.5).ShouldBe("");
    }

    [Fact]
    public void Describe_SeveralCuesOfATerm_TheFirstThatIsThereTells()
    {
        var cues = NormalizedCues.Create(cue => cue switch { AcousticCue.IntensityDecibels => 0.95, AcousticCue.AlphaRatioDecibels => 0.05, _ => null });
        CueVocabulary.Default.Describe(cues).ShouldBe("loudness: very high");
        Describe(0.05, AcousticCue.AlphaRatioDecibels).ShouldBe("loudness: very low");
    }

    [Fact]
    public void Describe_WordsOfYourOwn_AreUsed()
    {
        var vocabulary = new CueVocabulary
        {
            Terms = [new CueTerm("Tonhöhe", AcousticCue.PitchMedianHz) { High = "hoch", Middle = null }, new CueTerm("Zittern", AcousticCue.JitterLocal) { High = "stark" }],
            HighAbove = 0.5,
            Assignment = "=",
            Separator = ", ",
        };
        var cues = NormalizedCues.Create(cue => cue is AcousticCue.PitchMedianHz or AcousticCue.JitterLocal ? 0.6 : null);

        vocabulary.Describe(cues).ShouldBe("Tonhöhe=hoch, Zittern=stark");
    }

    [Fact]
    public void Describe_FaultyVocabulary_NamesAllFaults()
    {
        var faulty = new CueVocabulary
        {
            LowBelow = 0.05, Assignment = "", Separator = "",
            Terms = [new CueTerm("", AcousticCue.JitterLocal), new CueTerm("empty"), new CueTerm("unknown", (AcousticCue)99), new CueTerm("torn", AcousticCue.JitterLocal) { Low = "a\nb" }],
        };

        foreach (var message in new[]
        {
            Should.Throw<ArgumentException>(() => faulty.Describe(NormalizedCues.Create(_ => null))).Message,
            Should.Throw<ArgumentException>(() => new CueDescriber(new AcousticCueMeter(), CueReference.AllVoices, faulty)).Message,
        })
        {
            foreach (var part in new[] { "limits", "Assignment", "Separator", "name of a term", "\"empty\"", "\"unknown\"", "Low of the term \"torn\"" }) message.ShouldContain(part);
        }

        Should.Throw<ArgumentException>(() => new CueVocabulary { VeryHighAbove = double.NaN }.Describe(NormalizedCues.Create(_ => null)));
        Should.Throw<ArgumentException>(() => new CueVocabulary { Terms = [] }.Describe(NormalizedCues.Create(_ => null)));
    }

    [Fact]
    public void Equals_SameWords_IsTrue()
    {
        new CueVocabulary().ShouldBe(CueVocabulary.Default);
        new CueVocabulary().GetHashCode().ShouldBe(CueVocabulary.Default.GetHashCode());
        new CueVocabulary { HighAbove = 0.8 }.ShouldNotBe(CueVocabulary.Default);
        (CueVocabulary.Default with { Terms = CueVocabulary.Default.Terms.RemoveAt(0) }).ShouldNotBe(CueVocabulary.Default);
    }

    private static string Describe(double percentile, params AcousticCue[] cues) =>
        CueVocabulary.Default.Describe(NormalizedCues.Create(cue => cues.Contains(cue) ? percentile : null));
}
