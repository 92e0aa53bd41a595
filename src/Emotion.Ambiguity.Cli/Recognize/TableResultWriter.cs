using System.Globalization;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Recognition;
using Spectre.Console;

namespace Emotion.Ambiguity.Cli.Recognize;

/// <summary>A table with bars for each utterance, the listeners' votes beside the prediction.</summary>
internal sealed class TableResultWriter : IResultWriter
{
    private const int BarWidth = 20;
    private readonly IAnsiConsole _console;

    public TableResultWriter(TextWriter output) => _console = Terminal.Create(output);

    public Task WriteAsync(RecognitionResult result, ListenerVotes? votes)
    {
        WriteHead(result);
        var table = new Table().Border(TableBorder.Simple).AddColumn("emotion");
        foreach (var extraction in result.Extractions) table.AddColumn(extraction.Extractor);
        if (votes?.Distribution is not null) table.AddColumn($"listeners ({votes.Counts.Sum()} votes)");
        var leading = result.Distribution ?? result.Extractions.Select(e => e.Result.Distribution).FirstOrDefault(d => d is not null) ?? votes?.Distribution;
        foreach (var (label, _) in leading?.Top(leading.Taxonomy.Count) ?? [])
        {
            var index = leading!.Taxonomy.IndexOf(label.Name);
            var cells = new List<string> { Markup.Escape(label.Name) };
            cells.AddRange(result.Extractions.Select(e => Bar(e.Result.Distribution, index, "aqua")));
            if (votes?.Distribution is not null) cells.Add(Bar(votes.Distribution, index, "yellow"));
            table.AddRow([.. cells]);
        }

        _console.Write(table);
        WriteNotes(result, votes);
        return Task.CompletedTask;
    }

    public Task WriteFailureAsync(RecognitionOutcome outcome)
    {
        _console.MarkupLineInterpolated($"[bold]{outcome.Utterance.Id}[/]");
        _console.MarkupLine("  [red]not recognised[/]");
        _console.WriteLine();
        return Task.CompletedTask;
    }

    private void WriteHead(RecognitionResult result)
    {
        var duration = result.Windows.Any(w => w.Duration is not null)
            ? string.Create(CultureInfo.InvariantCulture, $" ({result.Windows.Sum(w => w.Duration?.TotalSeconds ?? 0):0.0} s)")
            : "";
        _console.MarkupLineInterpolated($"[bold]{result.Id}[/]{duration}");
        if (result.Diagnostics.Input == InputMode.Audio) _console.MarkupLine("  [dim]the voice alone, no words[/]");
        else _console.MarkupLineInterpolated($"  \"{Shorten(result.Text, 400)}\"");
        if (result.Windows[0].Cues is { Length: > 0 } cues) _console.MarkupLineInterpolated($"  [dim]voice: {cues}[/]");
        if (result.GeneratedText is { } answer) _console.MarkupLineInterpolated($"  [dim]answer: {Shorten(answer, 400)}[/]");
    }

    private void WriteNotes(RecognitionResult result, ListenerVotes? votes)
    {
        foreach (var (name, extraction) in result.Extractions.Select(e => (e.Extractor, e.Result)))
        {
            if (!extraction.IsValid) _console.MarkupLineInterpolated($"  [red]{name}: no distribution ({extraction.InvalidReason})[/]");
            else if (extraction.FallbackUsed is { } fallback) _console.MarkupLineInterpolated($"  [dim]{name}: the formula is not defined for these logits; {fallback} stood in[/]");
            if (extraction.Uncalibrated is { } before) _console.MarkupLineInterpolated($"  [dim]{name}: calibrated; before {before}[/]");
            if (extraction.UnknownLabels.Length > 0) _console.MarkupLineInterpolated($"  [dim]{name}: also named {string.Join(", ", extraction.UnknownLabels)}[/]");
        }

        foreach (var caution in result.Extractions.Select(e => e.Result.Warning).OfType<string>().Distinct(StringComparer.Ordinal)) _console.MarkupLineInterpolated($"  [yellow]{caution}[/]");
        if (result.Distribution is { } distribution)
        {
            var agreement = votes?.Distribution is { } reference ? string.Create(CultureInfo.InvariantCulture, $", of the votes {reference.NormalizedEntropy:0.00}") : "";
            _console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  [dim]ambiguity (normalised entropy) {distribution.NormalizedEntropy:0.00}{agreement}[/]");
        }

        if (result.Diagnostics.CalibrationWarning is { } warning) _console.MarkupLineInterpolated($"  [yellow]{warning}[/]");
        if (votes?.OutsideTaxonomy > 0) _console.MarkupLineInterpolated($"  [dim]{votes.OutsideTaxonomy} votes are for emotions outside the taxonomy[/]");
        _console.WriteLine();
    }

    private static string Bar(EmotionDistribution? distribution, int label, string color)
    {
        if (distribution is null) return "[dim]-[/]";
        var eighths = (int)Math.Round(distribution[label] * BarWidth * 8);
        var bar = new string('█', eighths / 8) + (eighths % 8 == 0 ? "" : "▏▎▍▌▋▊▉"[(eighths % 8) - 1]);
        return string.Create(CultureInfo.InvariantCulture, $"{distribution[label] * 100,5:0.0} % [{color}]{bar.PadRight(BarWidth)}[/]");
    }

    private static string Shorten(string text, int length) => text.Length <= length ? text : $"{text[..length]}… ({text.Length} characters)";
}
