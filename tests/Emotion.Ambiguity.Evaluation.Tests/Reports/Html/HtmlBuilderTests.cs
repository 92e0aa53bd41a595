using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Tests.Reports;

public sealed class HtmlBuilderTests
{
    [Theory]
    [InlineData("</script>")]
    [InlineData("</SCRIPT >")]
    [InlineData("<!-- x")]
    public void Asset_ContentThatWouldEndTheElement_IsRefused(string content) =>
        Should.Throw<ArgumentException>(() => new HtmlBuilder().Asset("script", content));

    [Theory]
    [InlineData("a\u0000b\ufffe", "a\ufffdb\ufffd")]
    [InlineData("grün 怒", "grün 怒")]
    public void Text_CharactersThatHtmlMayNotHold_AreReplaced(string text, string expected) =>
        new HtmlBuilder().Text(text).ToString().ShouldEndWith("\n" + expected);

    [Fact]
    public void Text_HalfASurrogatePair_IsReplaced() => new HtmlBuilder().Text("a\ud83db").ToString().ShouldEndWith("a&#xFFFD;b");

    [Fact]
    public void Element_TextAndAttributes_AreEncoded() =>
        new HtmlBuilder().Element("td", "<&>", ("title", "\"'"), ("class", null)).ToString().ShouldEndWith("<td title=\"&quot;&#x27;\">&lt;&amp;&gt;</td>\n");
}
