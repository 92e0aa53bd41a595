using Emotion.Ambiguity.Cli.Progress;
using Spectre.Console;

namespace Emotion.Ambiguity.Cli.Tests.Progress;

public sealed class ProgressLineTests : IDisposable
{
    private readonly StringWriter _screen = new();
    private readonly Clock _clock = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void Report_Items_ShowsBarCountRateAndTimeLeft()
    {
        using var line = Line();
        line.Report("recognising", 0, 40);
        Pass(2);
        line.Report("recognising", 10, 40, "clip.wav");
        Last().ShouldBe("recognising ━━━━━───────────────  10/40  5.0/s  0:00:06 left  clip.wav".Replace("  10/40", " 10/40", StringComparison.Ordinal));
    }

    [Fact]
    public void Report_GoesOnAfterAnEarlierRun_RateIsOfThisRun()
    {
        using var line = Line(ProgressUnit.Bytes);
        line.Report("downloading", 900_000_000, 1_000_000_000);
        Pass(10);
        line.Report("downloading", 950_000_000, 1_000_000_000);
        Last().ShouldContain("950.0 MB of 1.00 GB  5.0 MB/s  0:00:10 left");
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public void Report_LongNames_NeverWrap(int width)
    {
        using var line = Line(width: width);
        for (var i = 0; i < 5; i++)
        {
            Pass(1);
            line.Report(new string('w', 200), i, 5, new string('[', 200));
        }

        foreach (var shown in Shown()) shown.Length.ShouldBeLessThan(width);
    }

    [Fact]
    public void Report_OftenerThanAnEyeSees_IsShownTenTimesASecondAtMost()
    {
        using var line = Line();
        for (var i = 0; i <= 1000; i++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            line.Report("work", i, 1000);
        }

        Shown().Count.ShouldBeInRange(10, 12); // the first, ten of a second, and the last
        Last().ShouldContain("1000/1000");
    }

    [Fact]
    public void Hide_ShownLine_LeavesAnEmptyOneAndComesBack()
    {
        using var line = Line();
        line.Report("work", 1, 2);
        line.Hide();
        _screen.ToString().ShouldEndWith("\r\e[K");
        var length = _screen.ToString().Length;
        line.Hide();
        _screen.ToString().Length.ShouldBe(length);
        line.Report("work", 1, 2);
        Last().ShouldContain("1/2");
    }

    [Fact]
    public void Dispose_Always_LeavesNothing()
    {
        using (var line = Line()) line.Say("loading models");
        _screen.ToString().ShouldSatisfyAllConditions(s => s.ShouldContain("loading models…"), s => s.ShouldEndWith("\r\e[K"), s => s.ShouldNotContain("\n"));
    }

    [Fact]
    public void Report_NoTerminal_WritesNothing()
    {
        using (var line = new ProgressLine(_screen)) line.Report("work", 1, 2);
        _screen.ToString().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.0 kB")]
    [InlineData(31_871_552, "31.9 MB")]
    [InlineData(4_920_739_232, "4.92 GB")]
    public void Bytes_AnyCount_ReadWell(double bytes, string text) => ByteText.Of(bytes).ShouldBe(text);

    private ProgressLine Line(ProgressUnit unit = ProgressUnit.Items, int width = 120)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(_screen) });
        console.Profile.Width = width;
        return new ProgressLine(console, unit, _clock);
    }

    private void Pass(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));

    private List<string> Shown() => [.. Plain().Split("\r", StringSplitOptions.RemoveEmptyEntries)];

    private string Last() => Shown()[^1];

    // Without colours Spectre still switches "dim" on and off.
    private string Plain() => System.Text.RegularExpressions.Regex.Replace(_screen.ToString(), "\e\\[[0-9;]*[mK]", "");

    private sealed class Clock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;
    }
}
