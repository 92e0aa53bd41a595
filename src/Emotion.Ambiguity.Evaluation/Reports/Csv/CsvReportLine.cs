using System.Text.Json;
using CsvHelper.Configuration.Attributes;

namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>A line of the CSV file; its properties are the columns, in this order.</summary>
internal sealed class CsvReportLine(ReportRow row, MetricDefinition metric, MetricValue value)
{
    [Name("row")] public string Row => row.Name;

    [Name("kind")] public string Kind => JsonNamingPolicy.CamelCase.ConvertName(row.Kind.ToString());

    [Name("model")] public string? Model => row.Model;

    [Name("prompt")] public string? Prompt => row.Prompt;

    [Name("extractor")] public string? Extractor => row.Extractor;

    [Name("calibration")] public string? Calibration => row.Calibration;

    [Name("row_items")] public long RowItems => row.Items;

    [Name("row_valid")] public long RowValid => row.Valid;

    [Name("row_invalid")] public long RowInvalid => row.Invalid;

    [Name("row_failed")] public long RowFailed => row.Failed;

    [Name("row_fell_back")] public long RowFellBack => row.FellBack;

    [Name("metric")] public string Metric => metric.Id;

    [Name("metric_name")] public string MetricName => metric.Name;

    [Name("better")] public string Better => JsonNamingPolicy.CamelCase.ConvertName(metric.Better.ToString());

    [Name("value")] public double? Value => value.Value;

    [Name("low")] public double? Low => value.Low;

    [Name("high")] public double? High => value.High;

    [Name("metric_items")] public long MetricItems => value.Items;
}
