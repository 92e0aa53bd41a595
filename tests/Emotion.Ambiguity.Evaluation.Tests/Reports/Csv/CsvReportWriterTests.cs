using System.Globalization;
using CsvHelper;
using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Tests.Reports;

public sealed class CsvReportWriterTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_ReadBack_HasEveryValueExactly(bool hostile)
    {
        var report = hostile ? SampleReport.Dangerous : new SampleReport { Configurations = 30 }.Build();
        using var csv = Open(report);

        foreach (var row in report.Rows)
        {
            foreach (var (metric, value) in report.Metrics.Zip(row.Values))
            {
                csv.Read().ShouldBeTrue();
                csv.GetField("row").ShouldBe(row.Name);
                csv.GetField("kind").ShouldBe(row.Kind.ToString().ToLowerInvariant());
                csv.GetField("model").ShouldBe(row.Model ?? "");
                csv.GetField<long>("row_valid").ShouldBe(row.Valid);
                csv.GetField<long>("row_invalid").ShouldBe(row.Invalid);
                csv.GetField("metric").ShouldBe(metric.Id);
                csv.GetField<double?>("value").ShouldBe(value.Value);
                csv.GetField<double?>("low").ShouldBe(value.Low);
                csv.GetField<double?>("high").ShouldBe(value.High);
                csv.GetField<long>("metric_items").ShouldBe(value.Items);
            }
        }

        csv.Read().ShouldBeFalse();
    }

    [Fact]
    public void Write_AbsentValues_AreEmptyCells() =>
        Written.Text(SampleReport.Empty, CsvReportWriter.Write).Split('\n')[1].ShouldEndWith(",kl,KL,lower,,,,0");

    [Fact]
    public void Write_Columns_AreTheDocumentedOnes() =>
        Written.Text(SampleReport.Empty, CsvReportWriter.Write).Split('\n')[0]
            .ShouldBe("row,kind,model,prompt,extractor,calibration,row_items,row_valid,row_invalid,row_failed,row_fell_back,metric,metric_name,better,value,low,high,metric_items");

    [Fact]
    public void Write_SameReport_SameBytes()
    {
        var bytes = Written.Bytes(new SampleReport().Build(), CsvReportWriter.Write);

        bytes.ShouldBe(Written.Bytes(new SampleReport().Build(), CsvReportWriter.Write));
        bytes.ShouldNotContain((byte)'\r');
        bytes[0].ShouldBe((byte)'r');
    }

    private static CsvReader Open(EvaluationReport report)
    {
        var csv = new CsvReader(new StringReader(Written.Text(report, CsvReportWriter.Write)), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        return csv;
    }
}
