using Emotion.Ambiguity.Speech.Cues;

namespace Emotion.Ambiguity.Tests.Speech.Cues;

public sealed class AcousticCuesTests
{
    [Fact]
    public void Indexer_EveryCue_IsThePropertyOfItsName()
    {
        foreach (var cue in Enum.GetValues<AcousticCue>())
        {
            var property = typeof(AcousticCues).GetProperty(cue.ToString()).ShouldNotBeNull();
            var cues = new AcousticCues { Duration = TimeSpan.Zero };
            property.SetValue(cues, 1.5);
            cues[cue].ShouldBe(1.5);
        }

        Should.Throw<ArgumentOutOfRangeException>(() => new AcousticCues { Duration = TimeSpan.Zero }[(AcousticCue)99]);
    }

    [Fact]
    public void Init_NotFinite_Throws()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new AcousticCues { Duration = TimeSpan.Zero, PitchMedianHz = double.NaN }).ParamName.ShouldBe("PitchMedianHz");
        Should.Throw<ArgumentOutOfRangeException>(() => new AcousticCues { Duration = TimeSpan.Zero, SpectralTilt = double.NegativeInfinity });
    }

    [Fact]
    public void Names_EveryCue_HasOneThatIsFoundAgain()
    {
        AcousticCueNames.Names.Length.ShouldBe(Enum.GetValues<AcousticCue>().Length);
        AcousticCueNames.Names.Distinct().Count().ShouldBe(AcousticCueNames.Names.Length);
        foreach (var cue in Enum.GetValues<AcousticCue>())
        {
            AcousticCueNames.TryParse($" {AcousticCueNames.GetName(cue).ToUpperInvariant()} ", out var found).ShouldBeTrue();
            found.ShouldBe(cue);
        }

        AcousticCueNames.TryParse("pitch", out _).ShouldBeFalse();
        Should.Throw<ArgumentOutOfRangeException>(() => AcousticCueNames.GetName((AcousticCue)(-1)));
    }
}
