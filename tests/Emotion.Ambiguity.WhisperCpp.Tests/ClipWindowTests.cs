using System.Text;

namespace Emotion.Ambiguity.WhisperCpp.Tests;

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
