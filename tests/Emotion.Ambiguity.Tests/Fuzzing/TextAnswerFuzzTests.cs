using System.Text;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Tests.Fuzzing;

/// <summary>Answers of models, whole and damaged: each is read or has a reason, and two readings are the same.</summary>
public sealed class TextAnswerFuzzTests
{
    private static readonly EmotionTaxonomy[] Taxonomies = [EmotionTaxonomy.Paper4, EmotionTaxonomy.CremaD6, EmotionTaxonomy.GoEmotions28];

    private static readonly byte[][] Answers = [.. new[]
    {
        "anger: 20%, happiness: 30%, sadness: 40%, neutral: 10%",
        "1. **Anger** - 20 %\n2. **Joy** - 30 %\n3. **Sad** - 40 %\n4. **Neutral** - 10 %",
        "{\"anger\": 0.2, \"happiness\": 0.3, \"sadness\": 0.4, \"neutral\": 0.1}",
        "[{\"emotion\":\"anger\",\"score\":0.2},{\"emotion\":\"neutral\",\"score\":0.8}]",
        "| anger | happiness | sadness | neutral |\n|---|---|---|---|\n| 20% | 30% | 40% | 10% |",
        "<anger>20</anger><neutral>80</neutral>",
        "There is a 20-30% chance of anger, about half neutral, and the rest is sadness.",
        "35% sadness, 65% neutral; not angry at all.",
        "anger, happiness, sadness, neutral: 20, 30, 40, 10",
        "Colère : 20,5 % ; traurig ½ ; سعيد ٥٠٪",
        "Happiness",
    }.Select(Encoding.UTF8.GetBytes)];

    private static readonly byte[][] Words = [.. new[]
    {
        "anger", "Happy", "sadness", "neutral", "%", " percent", "0.5", "1e308", "-1", "NaN", "∞", "½", "٥", "％", "\n", "\r\n", "|", "{", "}", "[", "]", "<", "</", ">", "\"", ":", "…", "–", "to", "out of", "100", "(", ")", "not ",
        "between", "\ud83d\ude00", "\u0301", "\u202e", "\0", "anger: 10%\n", "99999999999999999999999999",
    }.Select(Encoding.UTF8.GetBytes)];

    [Fact]
    public void Read_AnyAnswer_DistributionOrReason() => new Fuzz("text-answer", random => Mutations.Of(random, Answers, Words), Check).Run();

    private static void Check(byte[] bytes)
    {
        var answer = Encoding.UTF8.GetString(bytes);
        var taxonomy = Taxonomies[bytes.Length % Taxonomies.Length];
        var kinds = Enum.GetValues<AnswerKind>();
        var extractor = new TextDistributionExtractor(new TextExtractionOptions { AnswerKind = kinds[bytes.Length / Taxonomies.Length % kinds.Length] });
        var result = extractor.Read(answer, taxonomy);
        result.IsValid.ShouldBe(result.InvalidReason == InvalidReason.None);
        extractor.Read(answer, taxonomy).Distribution.ShouldBe(result.Distribution);
        if (result.Distribution is not { } distribution) return;
        distribution.Taxonomy.ShouldBeSameAs(taxonomy);
        var sum = 0.0;
        foreach (var p in distribution.Probabilities)
        {
            (p >= 0).ShouldBeTrue();
            sum += p;
        }

        Math.Abs(sum - 1).ShouldBeLessThan(1e-9);
    }
}
