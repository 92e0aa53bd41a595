using System.Text;
using System.Xml;
using System.Xml.Linq;
using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Tests.Reports;

/// <summary>Reports as writers give them.</summary>
internal static class Written
{
    public static byte[] Bytes(EvaluationReport report, Action<EvaluationReport, Stream> write)
    {
        using var stream = new MemoryStream();
        write(report, stream);
        return stream.ToArray();
    }

    public static string Text(EvaluationReport report, Action<EvaluationReport, Stream> write) => new UTF8Encoding(false, true).GetString(Bytes(report, write));

    public static string Html(EvaluationReport report) => Text(report, HtmlReportWriter.Write);

    /// <summary>The page as XML. The contents of its scripts and style sheet are HTML's raw text and thus left out, except JSON.</summary>
    public static XDocument Page(EvaluationReport report)
    {
        var html = new StringBuilder(Html(report)).Replace("<!DOCTYPE html>\n", "");
        foreach (var asset in new[] { ReportAssets.ChartLibrary, ReportAssets.PageScript, ReportAssets.StyleSheet }) html.Replace(asset, "");
        using var text = new StringReader(html.ToString());
        using var xml = XmlReader.Create(text, new XmlReaderSettings { CheckCharacters = true, DtdProcessing = DtdProcessing.Prohibit });
        return XDocument.Load(xml, LoadOptions.PreserveWhitespace);
    }

    public static bool Is(this XElement element, string attribute, string value) => element.Attribute(attribute)?.Value.Split(' ').Contains(value) == true;

    public static IEnumerable<XElement> Tables(this XContainer page, string style) => page.Descendants("table").Where(t => t.Is("class", style));
}
