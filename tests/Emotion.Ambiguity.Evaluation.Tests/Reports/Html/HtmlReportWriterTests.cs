using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Tests.Reports;

public sealed class HtmlReportWriterTests
{
    public static TheoryData<string> Kinds => ["typical", "empty", "hostile", "28 labels", "30 configurations", "one item"];

    private static EvaluationReport Sample(string kind) => kind switch
    {
        "empty" => SampleReport.Empty,
        "hostile" => SampleReport.Dangerous,
        "28 labels" => new SampleReport { Labels = 28, Configurations = 2 }.Build(),
        "30 configurations" => new SampleReport { Configurations = 30, Points = 5, Examples = 1 }.Build(),
        "one item" => new SampleReport { Items = 1, Points = 1, Examples = 1, Configurations = 1 }.Build(),
        _ => new SampleReport().Build(),
    };

    [Theory, MemberData(nameof(Kinds))]
    public void Write_AnyReport_IsWellFormed(string kind)
    {
        var page = Written.Page(Sample(kind));

        page.Root!.Name.LocalName.ShouldBe("html");
        page.Root.Attribute("lang")!.Value.ShouldBe("en");
        page.Descendants("title").Single().Value.ShouldNotBeEmpty();
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Write_AnyReport_RefersToNothingOutside(string kind)
    {
        var page = Written.Page(Sample(kind));

        page.Descendants().Attributes("src").ShouldBeEmpty();
        page.Descendants("link").ShouldBeEmpty();
        page.Descendants().Attributes("href").ShouldAllBe(a => a.Value.StartsWith('#'));
        ReportAssets.StyleSheet.ShouldNotContain("url(");
        ReportAssets.StyleSheet.ShouldNotContain("@import");
        ReportAssets.ChartLibrary.ShouldNotContain("sourceMappingURL");
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Write_AnyReport_LinksAndIdsFitTogether(string kind)
    {
        var page = Written.Page(Sample(kind));
        var ids = page.Descendants().Attributes("id").Select(a => a.Value).ToList();

        ids.ShouldBeUnique();
        page.Descendants().Attributes("href").Select(a => a.Value[1..]).ShouldBeSubsetOf(ids);
        page.Descendants().Attributes("aria-labelledby").Select(a => a.Value).ShouldBeSubsetOf(ids);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Write_AnyReport_NothingIsNotANumber(string kind)
    {
        var page = Written.Page(Sample(kind));

        page.Root!.Value.ShouldNotContain("NaN");
        page.Root.Value.ShouldNotContain("∞");
        page.Descendants().Attributes("style").ShouldAllBe(a => Regex.IsMatch(a.Value, @"^--(v:[01](\.\d+)?|v:0\.\d+|rows:\d+)$"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Write_AnyReport_TablesAreLabelled(string kind)
    {
        var tables = Written.Page(Sample(kind)).Descendants("table").ToList();

        tables.ShouldNotBeEmpty();
        tables.ShouldAllBe(t => t.Elements("caption").Single().Value.Length > 0);
        tables.ShouldAllBe(t => t.Parent!.Is("class", "scroll") && t.Parent!.Is("tabindex", "0") && t.Parent!.Attribute("aria-label") != null);
        tables.Descendants("th").ShouldAllBe(h => h.Attribute("scope") != null);
        tables.SelectMany(t => t.Descendants("tr").Select(r => Columns(r) - Columns(t.Descendants("tr").First()))).Where(d => d > 0).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Write_AnyReport_EveryDiagramHasWordsAndNumbers(string kind)
    {
        var figures = Written.Page(Sample(kind)).Descendants("figure").ToList();

        figures.ShouldNotBeEmpty();
        foreach (var figure in figures)
        {
            var canvas = figure.Descendants("canvas").Single();
            canvas.Attribute("role")!.Value.ShouldBe("img");
            canvas.Attribute("aria-label")!.Value.ShouldNotBeEmpty();
            canvas.Value.ShouldNotBeEmpty();
            figure.Elements("figcaption").Single().Value.ShouldNotBeEmpty();
            var beside = figure.Is("class", "curve") ? figure.Parent!.Parent! : figure;
            beside.Elements("details").Single(d => d.Is("class", "data")).Descendants("table").ShouldNotBeEmpty();
            using var data = JsonDocument.Parse(figure.Descendants("script").Single().Value);
            data.RootElement.GetProperty("kind").GetString().ShouldBe(figure.Attribute("data-chart")!.Value);
        }
    }

    [Fact]
    public void Write_HostileTexts_StayText()
    {
        var html = Written.Html(SampleReport.Dangerous);
        var page = Written.Page(SampleReport.Dangerous);

        page.Descendants("b").ShouldBeEmpty();
        page.Descendants("h1").Single().Value.ShouldBe(SampleReport.Hostile.Replace('\u0001', '\ufffd'));
        html.ShouldNotContain("<!--");
        Regex.Count(html, "<script").ShouldBe(Regex.Count(html, "</script"));
        page.Descendants("script").Where(s => s.Attribute("type") is not null).ShouldAllBe(s => !s.Value.Contains('<') && !s.Value.Contains('&'));
    }

    [Fact]
    public void Write_Scripts_AreTheOnlyOnesThatThePolicyAllows()
    {
        var page = Written.Page(new SampleReport().Build());
        var policy = page.Descendants("meta").Single(m => m.Is("http-equiv", "Content-Security-Policy")).Attribute("content")!.Value;

        policy.ShouldStartWith("default-src 'none';");
        policy.ShouldContain($"script-src {ReportAssets.Hash(ReportAssets.ChartLibrary)} {ReportAssets.Hash(ReportAssets.PageScript)};");
        page.Descendants("script").Count(s => s.Attribute("type") is null).ShouldBe(2);
    }

    [Fact]
    public void Write_ChartLibrary_KeepsItsLicences()
    {
        var html = Written.Html(SampleReport.Empty);

        ReportAssets.ChartLibrary.ShouldStartWith("/*!\n * Chart.js v4");
        html.ShouldContain("Copyright (c) 2014-2024 Chart.js Contributors");
        html.ShouldContain("Copyright (c) 2018-2024 Jukka Kurkela");
    }

    [Fact]
    public void Write_Sections_StandInOrder()
    {
        var page = Written.Page(new SampleReport().Build());

        page.Descendants("h2").Select(h => h.Value).ShouldBe(["What was measured", "What the numbers say", "Results", "Paired comparisons", "Configurations", "How it was computed"]);
        page.Descendants("details").Where(d => d.Is("class", "configuration")).Select(d => d.Attribute("open") is not null).ShouldBe([true, false, false, false]);
        page.Descendants("footer").Single().Value.ShouldContain("Emotion.Ambiguity 0.1.0");
    }

    [Fact]
    public void Write_MainTable_HasHeadlineMetricsWithIntervals()
    {
        var report = new SampleReport().Build();
        var table = Written.Page(report).Tables("results").First();
        var value = report.Rows[0].Values[0];

        table.Descendants("thead").Single().Descendants("th").Count().ShouldBe(1 + report.Metrics.Count(m => m.IsHeadline) + 3);
        var cell = table.Descendants("tr").Single(r => r.Elements("th").First().Value == report.Rows[0].Name).Elements("td").First();
        cell.Value.ShouldStartWith(ReportNumbers.Decimals(value.Value));
        cell.Element("small")!.Value.ShouldBe($"[{value.Low:F3}, {value.High:F3}]");
    }

    [Fact]
    public void Write_MainTable_MarksTheBestConfigurationInWords()
    {
        var report = new SampleReport().Build();
        var best = report.Rows.Where(r => r.Kind == ReportRowKind.Configuration).MinBy(r => r.Values[0].Value)!;
        var marked = Written.Page(report).Tables("results").First().Descendants("tr")
            .Where(r => r.Elements("td").FirstOrDefault()?.Value.Contains("(best)") == true).Select(r => r.Element("th")!.Value);

        marked.ShouldBe([best.Name]);
    }

    [Fact]
    public void Write_AbsentValue_IsADashThatSaysWhy()
    {
        var cells = Written.Page(SampleReport.Empty).Tables("results").First().Descendants("td").Where(c => c.Value.StartsWith('–')).ToList();

        cells.ShouldNotBeEmpty();
        cells.ShouldAllBe(c => c.Element("span")!.Attribute("title")!.Value == "not defined" && c.Value == "–not defined");
    }

    [Fact]
    public void Write_Items_ShowVotesBesideThePrediction()
    {
        var report = new SampleReport { Examples = 1 }.Build();
        var item = report.Details[0].Worst[0];
        var body = Written.Page(report).Tables("items").First().Element("tbody")!;

        body.Descendants("code").Single().Value.ShouldBe(item.Id);
        var top = body.Elements("tr").First().Elements("td").ToList();
        var label = item.Votes.IndexOf(item.Votes.Max());
        top.Select(c => c.Value.Trim()).ShouldBe([$"{item.KullbackLeibler:F2}", report.Dataset.Labels[label], $"{item.Votes[label] * 100:F0}", $"{item.Prediction[label] * 100:F0}"]);
    }

    [Fact]
    public void Write_ItemsWithManyLabels_SharesAddUp()
    {
        var report = new SampleReport { Labels = 28, Examples = 1, Configurations = 1 }.Build();
        var rows = Written.Page(report).Tables("items").First().Element("tbody")!.Elements("tr").ToList();

        rows.Count.ShouldBeLessThanOrEqualTo(6);
        // Each of at most six numbers is rounded to a whole per cent, and what rounds to 0 may be left out.
        rows.Sum(r => int.Parse(r.Elements("td").Last().Value.Trim())).ShouldBeInRange(96, 104);
    }

    [Fact]
    public void Write_SameReport_SameBytes() =>
        Written.Bytes(new SampleReport().Build(), HtmlReportWriter.Write).ShouldBe(Written.Bytes(new SampleReport().Build(), HtmlReportWriter.Write));

    [Fact]
    public void Write_Bytes_HaveNoCarriageReturnAndNoMark()
    {
        var bytes = Written.Bytes(SampleReport.Dangerous, HtmlReportWriter.Write);

        bytes.ShouldNotContain((byte)'\r');
        bytes[..9].ShouldBe("<!DOCTYPE"u8.ToArray());
    }

    private static int Columns(XElement row) => row.Elements().Sum(c => (int?)c.Attribute("colspan") ?? 1);
}
