using System.Globalization;
using System.Xml.Linq;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Evaluation.Reports.Svg;

namespace Emotion.Ambiguity.Evaluation.Tests.Reports.Svg;

public sealed class SvgDistributionChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly EmotionTaxonomy Two = EmotionTaxonomy.FromNames("two", ["calm", "tense <&>"]);

    [Fact]
    public void Write_TwoDistributions_BarsAreAsHighAsTheShares()
    {
        var picture = Draw(new("votes", Of(0.25, 0.75)) { IsReference = true }, new("mine", Of(1, 0)));
        var bars = picture.Elements(Svg + "rect").Where(r => r.Attribute("stroke") is null && Number(r, "width") < 100).ToList();
        bars.Count.ShouldBe(4);
        // Per label the votes first: the heights are in the ratio of the shares.
        var full = Number(bars[1], "height");
        bars.Select(b => Number(b, "height") / full).ToArray().ShouldBe([0.25, 1, 0.75, 0], 0.01); // heights are written with two decimals
        bars.Select(b => Number(b, "y") + Number(b, "height")).Distinct().Count().ShouldBe(1, "all bars stand on one line");
    }

    [Fact]
    public void Write_Anything_TellsItsNumbersToWhoSeesNone()
    {
        var picture = Draw(new("votes", Of(0.25, 0.75)), new("none of it", null));
        picture.Element(Svg + "desc")!.Value.ShouldBe("A \"title\". votes: calm 25 %, tense <&> 75 %; none of it: none.");
        picture.Elements(Svg + "text").Select(t => t.Value).ShouldContain("none of it: no distribution");
    }

    [Fact]
    public void Write_ReferenceLast_IsDrawnFirst() =>
        Draw(new("mine", Of(1, 0)), new("votes", Of(0, 1)) { IsReference = true }).Element(Svg + "desc")!.Value.ShouldStartWith("A \"title\". votes:");

    [Fact]
    public void Write_SameInput_SameBytes() =>
        Draw(new DistributionSeries("a", Of(0.5, 0.5))).ToString().ShouldBe(Draw(new DistributionSeries("a", Of(0.5, 0.5))).ToString());

    [Fact]
    public void Write_LoadsNothing()
    {
        var picture = Draw(new DistributionSeries("a", Of(0.5, 0.5)));
        picture.DescendantsAndSelf().Select(e => e.Name.LocalName).ShouldNotContain("script");
        picture.DescendantsAndSelf().SelectMany(e => e.Attributes()).Select(a => a.Name.LocalName).ShouldNotContain("href");
    }

    [Fact]
    public void Write_ManyNames_StayInsideThePicture()
    {
        var picture = Draw([.. Enumerable.Range(0, 8).Select(i => new DistributionSeries($"a configuration with a long name {i}", Of(0.5, 0.5)))]);
        picture.Elements(Svg + "text").ShouldAllBe(t => Number(t, "x") < 760 && Number(t, "y") < Number(picture, "height"));
    }

    [Fact]
    public void Write_WhatCannotBeDrawn_IsRefused()
    {
        Should.Throw<ArgumentException>(() => Draw());
        Should.Throw<ArgumentException>(() => Draw(new DistributionSeries("a", null)));
        Should.Throw<ArgumentException>(() => Draw(new DistributionSeries("a", Of(1, 0)), new DistributionSeries("b", EmotionDistribution.Uniform(EmotionTaxonomy.Paper4))));
        Should.Throw<ArgumentException>(() => Draw([.. Enumerable.Range(0, 9).Select(i => new DistributionSeries($"{i}", Of(1, 0)))]));
    }

    private static XElement Draw(params DistributionSeries[] series)
    {
        using var stream = new MemoryStream();
        SvgDistributionChart.Write(stream, "A \"title\"", [.. series]);
        stream.Position = 0;
        return XElement.Load(stream);
    }

    private static EmotionDistribution Of(params double[] shares) => EmotionDistribution.FromProbabilities(Two, shares);

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
