using System.Globalization;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Prompting;
using FsCheck;
using FsCheck.Fluent;

namespace Emotion.Ambiguity.Tests.Extraction;

public sealed class TextDistributionExtractorPropertyTests
{
    private static readonly TextDistributionExtractor Extractor = new();

    // Pieces that an answer is made of, in any order.
    private static readonly string[] Pieces =
    [
        "anger", "Happy", "sadness", "neutral", "surprise", "not", "total", "percent", "out of", "between", "and", "to", "NaN", "5", "0.5", "1e9", "50%", "-", "–", ":", ",",
        ".", "...", "…", "/", "</", "<", ">", "|", "\n", "\r\n", "{", "}", "[", "]", "(", ")", "\"", "±", "½", "∞", "😀", "\ud800", "\udc00", "\u0301", "٥", "％", " ", "1.", "a)",
    ];

    [Fact]
    public void Read_AnyString_NeverThrowsAndIsValidOrSaysWhy() =>
        Prop.ForAll<string>(answer => Holds(answer ?? "")).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Read_AnyMixOfPieces_NeverThrowsAndIsValidOrSaysWhy()
    {
        var answers = Gen.Elements(Pieces).ArrayOf().Select(string.Concat).ToArbitrary();

        Prop.ForAll(answers, Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    [Fact]
    public void Read_RenderedDistribution_GivesItBackInEveryFormat() =>
        Prop.ForAll(Percentages(), shares =>
        {
            foreach (var (name, answer) in Render(shares))
            {
                var read = Extractor.Read(answer, EmotionTaxonomy.CremaD6).Distribution;
                if (read is null) throw new InvalidOperationException($"{name} cannot be read: {answer}");

                // Shares are written with one decimal of a percent.
                for (var i = 0; i < shares.Length; i++) (100 * read[i]).ShouldBe(shares[i], 0.06, $"{name}: {answer}");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Read_LabelsInAnotherOrder_GivesTheSame() =>
        Prop.ForAll(Percentages(), Gen.Shuffle(Enumerable.Range(0, 6).ToArray()).ToArbitrary(), (shares, order) =>
        {
            var lines = shares.Select((s, i) => $"{EmotionTaxonomy.CremaD6[i]}: {Number(s)}%").ToArray();
            var straight = Extractor.Read(string.Join(", ", lines), EmotionTaxonomy.CremaD6);
            var shuffled = Extractor.Read(string.Join(", ", order.Select(i => lines[i])), EmotionTaxonomy.CremaD6);
            shuffled.Distribution.ShouldBe(straight.Distribution);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static bool Holds(string answer)
    {
        foreach (var kind in Enum.GetValues<AnswerKind>())
        {
            var result = new TextDistributionExtractor(new TextExtractionOptions { AnswerKind = kind }).Read(answer, EmotionTaxonomy.Paper4);
            if (result.IsValid == (result.InvalidReason != InvalidReason.None)) return false;
            if (result.Distribution is { } d && Math.Abs(d.Probabilities.ToArray().Sum() - 1) > 1e-9) return false;
        }

        return true;
    }

    /// <summary>Six shares in tenths of a percent that sum to 100.</summary>
    private static Arbitrary<double[]> Percentages() =>
        Gen.Choose(0, 1000).ArrayOf(5).Select(cuts =>
        {
            int[] sorted = [0, .. cuts.Order(), 1000];
            return sorted.Zip(sorted.Skip(1), (a, b) => (b - a) / 10.0).ToArray();
        }).ToArbitrary();

    private static IEnumerable<(string Name, string Answer)> Render(double[] shares)
    {
        var taxonomy = EmotionTaxonomy.CremaD6;
        var items = shares.Select((share, i) => (Label: taxonomy[i].Name, Form: taxonomy[i].SurfaceForms[^1].ToUpperInvariant(), Percent: Number(share), Fraction: (share / 100).ToString("0.000", CultureInfo.InvariantCulture))).ToArray();
        yield return ("list", string.Join("\n", items.Select(i => $"- **{i.Label}**: {i.Percent}%")));
        yield return ("numbered", string.Join("\n", items.Select((x, n) => $"{n + 1}. {x.Label} - {x.Percent} %")));
        yield return ("comma", string.Join(", ", items.Select(i => $"{i.Form} {i.Percent}%")));
        yield return ("glued", string.Concat(items.Select(i => $"{i.Label}:{i.Percent}%")));
        yield return ("decimal comma", string.Join("; ", items.Select(i => $"{i.Label}: {i.Percent.Replace('.', ',')} %")));
        yield return ("number first", string.Join(", ", items.Select(i => $"{i.Percent}% {i.Label}")));
        yield return ("prose", string.Join(" and ", items.Select(i => $"a {i.Percent}% chance of {i.Label}")));
        yield return ("json", "{" + string.Join(",", items.Select(i => $"\"{i.Label}\":{i.Percent}")) + "}");
        yield return ("json fractions", "{" + string.Join(", ", items.Select(i => $"\"{i.Label}\": {i.Fraction}")) + "}");
        yield return ("json objects", "[" + string.Join(",", items.Select(i => $"{{\"emotion\":\"{i.Label}\",\"score\":{i.Fraction}}}")) + "]");
        yield return ("rows", string.Concat(items.Select(i => $"| {i.Label} | {i.Percent}% |\n")));
        yield return ("columns", $"| {string.Join(" | ", items.Select(i => i.Label))} |\n|---|---|---|---|---|---|\n| {string.Join(" | ", items.Select(i => i.Percent + "%"))} |");
        yield return ("tags", string.Concat(items.Select(i => $"<{i.Label}>{i.Percent}</{i.Label}>")));
        yield return ("aligned", $"{string.Join(", ", items.Select(i => i.Label))}: {string.Join(", ", items.Select(i => i.Percent + "%"))}");
    }

    private static string Number(double share) => share.ToString("0.0", CultureInfo.InvariantCulture);
}
