using System.Collections;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Tests.Reports;

public sealed class JsonReportWriterTests
{
    [Fact]
    public void Read_WrittenReport_IsEqualInEveryNumber()
    {
        foreach (var report in (EvaluationReport[])[new SampleReport().Build(), SampleReport.Empty, new SampleReport { Labels = 28, Configurations = 2, Points = 5 }.Build()])
        {
            string.Join('\n', Values(RoundTrip(report))).ShouldBe(string.Join('\n', Values(report)));
        }
    }

    [Fact]
    public void Read_HostileTexts_AreTheSame()
    {
        var read = RoundTrip(SampleReport.Dangerous);

        read.Title.ShouldBe(SampleReport.Hostile);
        read.Details[0].Worst[0].Text.ShouldBe(SampleReport.Hostile);
    }

    [Fact]
    public void Write_Names_AreCamelCaseAndEnumsAreWords()
    {
        var json = Json(new SampleReport().Build());

        json["rows"]![3]!["kind"]!.GetValue<string>().ShouldBe("calibrated");
        json["metrics"]![0]!["better"]!.GetValue<string>().ShouldBe("lower");
        json["dataset"]!["itemsWithoutVotes"]!.GetValue<long>().ShouldBe(15);
        json["details"]![0]!["confusion"]![0]!.AsArray().Count.ShouldBe(6);
    }

    [Fact]
    public void Read_WithoutOptionalMembers_HasTheirDefaults()
    {
        var json = Json(new SampleReport().Build());
        foreach (var name in (string[])["invalidReasons", "note", "fellBack", "model"]) json["rows"]![0]!.AsObject().Remove(name);
        json["resampling"]!.AsObject().Remove("note");
        json["dataset"]!.AsObject().Remove("selection");

        var read = Read(json.ToJsonString());

        read.Rows[0].InvalidReasons.IsDefault.ShouldBeFalse();
        read.Rows[0].InvalidReasons.ShouldBeEmpty();
        read.Rows[0].Note.ShouldBe("");
        read.Resampling.Note.ShouldBe("");
        read.Dataset.Selection.ShouldBe("");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"title\":\"x\"}")]
    [InlineData("{\"title\":null}")]
    public void Read_SomethingElse_IsRefused(string json) => Should.Throw<JsonException>(() => Read(json));

    [Theory]
    [InlineData("title", "null")]
    [InlineData("rows", "[{}]")]
    [InlineData("rows", "null")]
    public void Read_DamagedMember_IsRefused(string member, string value)
    {
        var json = Json(new SampleReport().Build());
        json[member] = JsonNode.Parse(value);

        Should.Throw<JsonException>(() => Read(json.ToJsonString()));
    }

    [Fact]
    public void Read_RowWithTooFewValues_IsRefused()
    {
        var json = Json(new SampleReport().Build());
        json["rows"]![0]!["values"]!.AsArray().RemoveAt(0);

        Should.Throw<ArgumentException>(() => Read(json.ToJsonString())).Message.ShouldContain("has 18 values but the report has 19 metrics");
    }

    [Fact]
    public void Write_SameReport_SameBytes() =>
        Written.Bytes(new SampleReport().Build(), JsonReportWriter.Write).ShouldBe(Written.Bytes(RoundTrip(new SampleReport().Build()), JsonReportWriter.Write));

    private static EvaluationReport RoundTrip(EvaluationReport report) => Read(Written.Text(report, JsonReportWriter.Write));

    /// <summary>Every property of everything in a report, by reflection.</summary>
    private static List<string> Values(object? value, string path = "") => value switch
    {
        null or string or double or long or int or Enum => [$"{path} = {value}"],
        IEnumerable items => [$"{path} has {items.Cast<object>().Count()}", .. items.Cast<object>().SelectMany((item, i) => Values(item, $"{path}[{i}]"))],
        _ => [.. value.GetType().GetProperties().SelectMany(p => Values(p.GetValue(value), $"{path}.{p.Name}"))],
    };

    private static JsonNode Json(EvaluationReport report) => JsonNode.Parse(Written.Text(report, JsonReportWriter.Write))!;

    private static EvaluationReport Read(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return JsonReportWriter.Read(stream);
    }
}
