using System.Globalization;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Metrics;
using Spectre.Console;

namespace Emotion.Ambiguity.Cli.Compare;

/// <summary>A table for each utterance, a row a configuration, and one over all of them.</summary>
internal sealed class CompareTable(TextWriter output)
{
    private const int TopLabels = 3;
    private readonly IAnsiConsole _console = Terminal.Create(output);

    public void Write(IReadOnlyList<ComparedUtterance> utterances, EmotionTaxonomy taxonomy, IReadOnlyList<string> charts)
    {
        foreach (var utterance in utterances) WriteOne(utterance, taxonomy);
        var voted = utterances.Where(u => u.Votes?.Distribution is not null && u.Readings.Count > 0).ToList();
        if (voted.Count > 1) WriteAll(voted, taxonomy);
        foreach (var chart in charts) _console.WriteLine(chart);
    }

    private void WriteOne(ComparedUtterance utterance, EmotionTaxonomy taxonomy)
    {
        var duration = utterance.Duration is { } time ? string.Create(CultureInfo.InvariantCulture, $" ({time.TotalSeconds:0.0} s)") : "";
        _console.MarkupLineInterpolated($"[bold]{utterance.Id}[/]{duration}");
        if (utterance.Text is not null) _console.MarkupLineInterpolated($"  \"{(utterance.Text.Length <= 400 ? utterance.Text : utterance.Text[..399] + "…")}\"");
        if (utterance.Readings.Count == 0)
        {
            _console.MarkupLine("  [red]not recognised[/]");
            _console.WriteLine();
            return;
        }

        var votes = utterance.Votes?.Distribution;
        var isMatrix = FitsMatrix(utterance, taxonomy, votes is not null);
        var table = new Table().Border(TableBorder.Simple).AddColumn("");
        if (isMatrix) foreach (var label in taxonomy.Labels) table.AddColumn(Right(label.Name));
        else table.AddColumn("share of the votes, %");
        table.AddColumn(Right("ambiguity"));
        if (votes is not null) table.AddColumn(Right("KL")).AddColumn(Right("JSD"));
        if (votes is not null) table.AddRow([$"listeners ({utterance.Votes!.Counts.Sum()})", .. Shares(votes, isMatrix), Number(votes.NormalizedEntropy), "", ""]);
        foreach (var reading in utterance.Readings)
        {
            var cells = new List<string> { Markup.Escape(reading.Configuration) };
            if (reading.Result.Distribution is { } read) cells.AddRange([.. Shares(read, isMatrix), Number(read.NormalizedEntropy)]);
            else cells.AddRange([.. Enumerable.Repeat("–", isMatrix ? taxonomy.Count - 1 : 0), isMatrix ? "–" : $"[dim]unreadable ({reading.Result.InvalidReason})[/]", ""]);
            if (votes is not null) cells.AddRange([Number(reading.KullbackLeibler(votes)), Number(reading.JensenShannon(votes))]);
            table.AddRow([.. cells]);
        }

        _console.Write(table);
        foreach (var note in Notes(utterance)) _console.MarkupLineInterpolated($"  [dim]{note}[/]");
        _console.WriteLine();
    }

    private static IEnumerable<string> Notes(ComparedUtterance utterance)
    {
        foreach (var answer in utterance.Readings.Where(r => !string.IsNullOrWhiteSpace(r.Answer)).DistinctBy(r => (Prefix(r), r.Answer)))
            yield return $"answer{(Prefix(answer).Length > 0 ? $" ({Prefix(answer)})" : "")}: {answer.Answer!.ReplaceLineEndings(" ")}";
        foreach (var reading in utterance.Readings)
        {
            if (!reading.Result.IsValid) yield return $"{reading.Configuration}: no distribution ({reading.Result.InvalidReason})";
            else if (reading.Result.FallbackUsed is { } fallback) yield return $"{reading.Configuration}: the formula is not defined for these logits; {fallback} stood in";
        }
    }

    private void WriteAll(List<ComparedUtterance> voted, EmotionTaxonomy taxonomy)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn($"means over {voted.Count} utterances").AddColumn(Right("readable")).AddColumn(Right("ambiguity")).AddColumn(Right("KL")).AddColumn(Right("JSD"));
        table.AddRow("listeners", "", Number(voted.Average(u => u.Votes!.Distribution!.NormalizedEntropy)), "", "");
        var uniform = EmotionDistribution.Uniform(taxonomy);
        table.AddRow("uniform, who knows nothing", "", Number(1), Number(voted.Average(u => DistributionDivergence.KullbackLeibler(u.Votes!.Distribution!, uniform))), Number(voted.Average(u => DistributionDivergence.JensenShannonDivergence(u.Votes!.Distribution!, uniform))));
        foreach (var configuration in voted.SelectMany(u => u.Readings.Select(r => (Votes: u.Votes!.Distribution!, Reading: r))).GroupBy(p => p.Reading.Configuration, StringComparer.Ordinal))
        {
            var read = configuration.Where(p => p.Reading.Result.Distribution is not null).ToList();
            table.AddRow(
                Markup.Escape(configuration.Key), $"{read.Count}/{configuration.Count()}", Number(Mean(read.Select(p => p.Reading.Result.Distribution!.NormalizedEntropy))),
                Number(Mean(read.Select(p => p.Reading.KullbackLeibler(p.Votes)!.Value))), Number(Mean(read.Select(p => p.Reading.JensenShannon(p.Votes)!.Value))));
        }

        _console.Write(table);
        _console.WriteLine("KL and JSD in nats, lower is better. A handful of utterances proves nothing: evaluate gives intervals and tests.");
    }

    private bool FitsMatrix(ComparedUtterance utterance, EmotionTaxonomy taxonomy, bool hasVotes)
    {
        var names = utterance.Readings.Max(r => r.Configuration.Length);
        return Math.Max(names, 16) + taxonomy.Labels.Sum(l => Math.Max(l.Name.Length, 4) + 2) + 11 + (hasVotes ? 14 : 0) + 4 <= _console.Profile.Width;
    }

    private static IEnumerable<string> Shares(EmotionDistribution distribution, bool isMatrix) => isMatrix
        ? distribution.Probabilities.ToArray().Select(p => (p * 100).ToString("0.0", CultureInfo.InvariantCulture))
        : [string.Join(", ", distribution.Top(TopLabels).Where(t => t.Probability >= 0.005).Select(t => string.Create(CultureInfo.InvariantCulture, $"{Markup.Escape(t.Label.Name)} {t.Probability * 100:0}")))];

    private static string Prefix(Reading reading) => reading.Configuration.LastIndexOf('/') is > 0 and var at ? reading.Configuration[..at] : "";

    private static TableColumn Right(string title) => new TableColumn(Markup.Escape(title)).RightAligned();

    private static double? Mean(IEnumerable<double> values) => values.Select(v => (double?)v).Average();

    private static string Number(double? value) => value is { } number ? number.ToString("0.00", CultureInfo.InvariantCulture) : "–";
}
