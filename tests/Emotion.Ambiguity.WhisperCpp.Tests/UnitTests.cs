using System.Text;

namespace Emotion.Ambiguity.WhisperCpp.Tests;

public sealed class WordAssemblerTests
{
    [Fact]
    public void Add_CharacterSplitOverTokens_OneWord()
    {
        var umlaut = "ü"u8.ToArray();
        var words = new WordAssembler();
        words.Add([.. " f"u8, umlaut[0]], 0.5, null, null);
        words.Add([umlaut[1], .. "r"u8], 1, null, null);
        words.Add(" Elise."u8, 1, null, null);

        words.Text.ShouldBe("für Elise.");
        words.ToWords().Select(w => (w.Text, w.Probability)).ShouldBe([("für", 0.75), ("Elise.", 1.0)]);
    }

    [Fact]
    public void Add_TimesRunBack_Ordered()
    {
        var words = new WordAssembler();
        words.Add(" a"u8, 1, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        words.Add(" b"u8, 1, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(1.7));
        words.ToWords()[1].Start.ShouldBe(TimeSpan.FromSeconds(2));
        words.ToWords()[1].End.ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Add_OnlySpace_NoWord()
    {
        var words = new WordAssembler();
        words.Add(Encoding.UTF8.GetBytes(" "), 1, null, null);
        words.ToWords().ShouldBeEmpty();
        words.Text.ShouldBe("");
    }
}

public sealed class ClipWindowTests
{
    [Fact]
    public void Split_ShortClip_OneWindow() => ClipWindow.Split(new float[5]).ShouldBe([new ClipWindow(0, 5)]);

    [Fact]
    public void Split_TwoHours_WindowsCoverItAndAreBounded()
    {
        var samples = new float[2 * 3600 * 16_000];
        var windows = ClipWindow.Split(samples).ToArray();
        windows.ShouldAllBe(w => w.Length > 0 && w.Length <= ClipWindow.MaxLength);
        windows.Zip(windows.Skip(1)).ShouldAllBe(pair => pair.First.Start + pair.First.Length == pair.Second.Start);
        (windows[^1].Start + windows[^1].Length).ShouldBe(samples.Length);
    }

    [Fact]
    public void Split_QuietMomentNearTheEnd_CutsThere()
    {
        var samples = new float[ClipWindow.MaxLength + 1];
        Array.Fill(samples, 0.5f);
        var quiet = ClipWindow.MaxLength - 80_000;
        samples.AsSpan(quiet, 1_600).Clear();
        ClipWindow.Split(samples).First().Length.ShouldBe(quiet + 800);
    }
}

public sealed class EncoderFramesTests
{
    [Theory]
    [InlineData(16_000, 320)] // 50 + 256 frames, up to a multiple of 64
    [InlineData(160_000, 768)] // 500 + 256
    [InlineData(480_000, 0)] // all
    [InlineData(4_800_000, 0)]
    public void Fit_Length_MultipleOf64WithMargin(int samples, int frames) => EncoderFrames.Fit(samples).ShouldBe(frames);
}
