using System.Globalization;
using Spectre.Console;

namespace Emotion.Ambiguity.Cli.Progress;

/// <summary>One line on the terminal that says how far a long work is: a bar, the rate and the time left. Nothing at all where standard error is no terminal.</summary>
/// <remarks>
/// Thread-safe. Spectre.Console's own live display owns the cursor until it ends, but here results are written while the work goes on; so this line can be hidden for
/// them, and comes back with the next report (docs/decisions/0081-a-progress-line-that-steps-aside.md).
/// </remarks>
internal sealed class ProgressLine : IDisposable
{
    private const int BarWidth = 20;

    // A terminal that is too narrow for this much text, the bar and the figures does without the bar.
    private const int NarrowestWork = 12;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly Lock _gate = new();
    private readonly IAnsiConsole? _console;
    private readonly ProgressUnit _unit;
    private readonly TimeProvider _time;
    private string? _work;
    private long _started;
    private long _startedAt;
    private long _lastShown;
    private bool _isVisible;

    /// <summary>A line on standard error, if that is a terminal.</summary>
    public ProgressLine(TextWriter error, ProgressUnit unit = ProgressUnit.Items) : this(ConsoleOf(error), unit, TimeProvider.System)
    {
    }

    /// <param name="console">Where it goes, or null for nowhere.</param>
    /// <param name="unit">What is counted.</param>
    /// <param name="time">The clock.</param>
    internal ProgressLine(IAnsiConsole? console, ProgressUnit unit, TimeProvider time) => (_console, _unit, _time) = (console, unit, time);

    /// <summary>Shows how far a work is. The rate counts from the work's first report, so that what an earlier run did does not count.</summary>
    /// <param name="work">What is done; another text than before begins a new count.</param>
    /// <param name="done">How much is done.</param>
    /// <param name="total">Of how much, or null where nobody knows.</param>
    /// <param name="detail">What it is at, or null.</param>
    public void Report(string work, long done, long? total, string? detail = null)
    {
        if (_console is null) return;
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            var isNew = !string.Equals(_work, work, StringComparison.Ordinal);
            if (isNew) (_work, _started, _startedAt) = (work, done, now);
            else if (_isVisible && done != total && _time.GetElapsedTime(_lastShown, now) < Pause) return;
            _lastShown = now;
            Draw(Line(work, done, total, _time.GetElapsedTime(_startedAt, now), detail));
        }
    }

    /// <summary>Shows a step that cannot be counted.</summary>
    public void Say(string step)
    {
        if (_console is null) return;
        lock (_gate)
        {
            _work = null;
            Draw($"{Markup.Escape(Fit(step, _console.Profile.Width - 2))}…");
        }
    }

    /// <summary>Takes the line away, so that something else can be written; the next report brings it back.</summary>
    public void Hide()
    {
        if (_console is null) return;
        lock (_gate)
        {
            if (!_isVisible) return;
            _isVisible = false;
            _console.Profile.Out.Writer.Write("\r\e[K");
            _console.Profile.Out.Writer.Flush();
        }
    }

    public void Dispose() => Hide();

    private static IAnsiConsole? ConsoleOf(TextWriter error)
    {
        if (Console.IsErrorRedirected || !ReferenceEquals(error, Console.Error)) return null;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return console.Profile.Capabilities.Ansi ? console : null;
    }

    private void Draw(string markup)
    {
        _isVisible = true;
        _console!.Profile.Out.Writer.Write("\r\e[K");
        _console.Write(new OneLine(markup));
        _console.Profile.Out.Writer.Flush();
    }

    private string Line(string work, long done, long? total, TimeSpan elapsed, string? detail)
    {
        var rate = elapsed > TimeSpan.Zero ? (done - _started) / elapsed.TotalSeconds : 0;
        var figures = Figures(done, total, rate);
        var width = _console!.Profile.Width - 1;
        var barWidth = total is > 0 && width - figures.Length - BarWidth >= NarrowestWork ? BarWidth + 1 : 0;
        var head = Fit(work, Math.Max(1, width - figures.Length - barWidth - 1));
        var bar = barWidth > 0 ? $" {Bar((double)done / total!.Value)}" : "";
        var left = width - head.Length - barWidth - figures.Length - 3;
        var tail = detail is not null && left > 4 ? $"  [dim]{Markup.Escape(Fit(detail, left))}[/]" : "";
        return $"{Markup.Escape(head)}{bar} {Markup.Escape(figures)}{tail}";
    }

    private string Figures(long done, long? total, double rate)
    {
        var parts = new List<string> { (_unit, total) switch
        {
            (ProgressUnit.Bytes, { } all) => $"{ByteText.Of(done)} of {ByteText.Of(all)}",
            (ProgressUnit.Bytes, null) => ByteText.Of(done),
            (_, { } all) => $"{done}/{all}",
            _ => $"{done}",
        } };
        if (rate > 0)
        {
            parts.Add(_unit == ProgressUnit.Bytes ? $"{ByteText.Of(rate)}/s" : string.Create(CultureInfo.InvariantCulture, $"{rate:0.0}/s"));
            if (total is { } all) parts.Add(TimeSpan.FromSeconds(Math.Min((all - done) / rate, 359_999)).ToString("h\\:mm\\:ss", CultureInfo.InvariantCulture) + " left");
        }

        return string.Join("  ", parts);
    }

    private static string Bar(double share)
    {
        var filled = (int)Math.Round(Math.Clamp(share, 0, 1) * BarWidth);
        return $"[aqua]{new string('━', filled)}[/][grey]{new string('─', BarWidth - filled)}[/]";
    }

    private static string Fit(string text, int width) => text.Length <= width ? text : string.Concat(text.AsSpan(0, Math.Max(1, width - 1)), "…");

    /// <summary>Markup without a line's end.</summary>
    private sealed class OneLine(string markup) : Spectre.Console.Rendering.Renderable
    {
        protected override IEnumerable<Spectre.Console.Rendering.Segment> Render(Spectre.Console.Rendering.RenderOptions options, int maxWidth) =>
            ((Spectre.Console.Rendering.IRenderable)new Markup(markup) { Overflow = Overflow.Crop }).Render(options, maxWidth).Where(s => !s.IsLineBreak);
    }
}
