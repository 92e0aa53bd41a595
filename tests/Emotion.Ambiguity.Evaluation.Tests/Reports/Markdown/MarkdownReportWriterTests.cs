using System.Text.RegularExpressions;
using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Tests.Reports;

public sealed class MarkdownReportWriterTests
{
    [Fact]
    public void Write_Tables_HaveAsManyCellsInEveryLine()
    {
        foreach (var report in (EvaluationReport[])[new SampleReport { Configurations = 30 }.Build(), SampleReport.Empty, SampleReport.Dangerous])
        {
            var tables = Tables(report);

            tables.ShouldNotBeEmpty();
            tables.ShouldAllBe(t => t.Select(Cells).Distinct().Count() == 1);
            tables.ShouldAllBe(t => Regex.IsMatch(t[1], @"^\|( -+:? \|)+$"));
        }
    }

    [Fact]
    public void Write_MainTable_LooksLikeAPapers()
    {
        var sample = new SampleReport().Build();
        var report = sample with { Rows = sample.Rows.SetItem(0, sample.Rows[0] with { Values = sample.Rows[0].Values.SetItem(0, new MetricValue(0.0004, 0, 1.204, 9)) }) };
        var lines = Written.Text(report, MarkdownReportWriter.Write).Split('\n');

        lines.ShouldContain("|  | KL ↓ | BD ↓ | R² (Pearson) ↑ | Accuracy ↑ | F1 (weighted) ↑ | ECE ↓ | Entropy ρ ↑ | n | invalid | failed |");
        lines.Single(l => l.StartsWith("| mini/single/likelihood | **", StringComparison.Ordinal)).ShouldStartWith(@"| mini/single/likelihood | **.00 \[.00, 1.20\]** |");
    }

    [Fact]
    public void Write_HostileTexts_StayText()
    {
        var text = Written.Text(SampleReport.Dangerous, MarkdownReportWriter.Write);

        text.ShouldNotContain("<b>");
        text.ShouldNotContain("</script>");
        text.ShouldNotContain("\u0001");
        text.ShouldContain(@"&lt;b&gt;""it's"" &amp; &lt;/script&gt;&lt;!-- \| \`x\`  = \*y\* \_z\_ \[k\](l)");
    }

    [Fact]
    public void Write_SameReport_SameBytes()
    {
        var bytes = Written.Bytes(new SampleReport().Build(), MarkdownReportWriter.Write);

        bytes.ShouldBe(Written.Bytes(new SampleReport().Build(), MarkdownReportWriter.Write));
        bytes.ShouldNotContain((byte)'\r');
    }

    private static List<string[]> Tables(EvaluationReport report) =>
        [.. Written.Text(report, MarkdownReportWriter.Write).Split("\n\n").Select(b => b.Trim('\n').Split('\n')).Where(b => b[0].StartsWith('|'))];

    // A bar after a backslash is text.
    private static int Cells(string line) => Regex.Count(line, @"(?<!\\)\|");
}
