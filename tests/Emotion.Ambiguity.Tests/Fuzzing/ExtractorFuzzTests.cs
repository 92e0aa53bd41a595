using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Emotion.Ambiguity.Tests.Fuzzing;

/// <summary>Extractors over any logits and likelihoods that an engine may give.</summary>
public sealed class ExtractorFuzzTests
{
    private static readonly EmotionTaxonomy Taxonomy = EmotionTaxonomy.FromNames("three", "ab", "bc", "d");
    private static readonly int[] Columns = ['a', 'b', 'c', 'd'];

    private static readonly Gen<float> Logit = Gen.OneOf(
        Gen.Choose(-3000, 3000).Select(n => n / 100f),
        Gen.Elements(0f, -1e30f, 1e30f, float.Epsilon, -100f, 3e38f, -3e38f));

    [Fact]
    public void TokenLogits_AnyLogits_DistributionOrReason()
    {
        var cases =
            from steps in Gen.Choose(0, 6)
            from answer in Gen.Elements('a', 'b', 'c', 'd', ' ', 'x').ArrayOf(steps)
            from logits in Logit.ArrayOf(steps * Columns.Length)
            from stepSelection in Gen.Elements(Enum.GetValues<StepSelection>())
            from combination in Gen.Elements(Enum.GetValues<TokenCombination>())
            from shared in Gen.Elements(Enum.GetValues<SharedTokens>())
            from normalization in Gen.Elements(ScoreNormalization.Proportional, ScoreNormalization.Softmax(), ScoreNormalization.ShiftedProportional())
            select (Text: new string(answer), Logits: logits, Options: new TokenLogitOptions { Forms = LabelForms.Bare, Steps = stepSelection, Combination = combination, SharedTokens = shared, Normalization = normalization });
        var model = new ScriptedLanguageModel("");
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var extractor = new TokenLogitExtractor(c.Options).Prepare(new ExtractionContext(Taxonomy, AnswerKind.SingleLabel, model.Info, model.Tokenizer));
            ShouldHold(extractor.Extract(new ExtractionEvidence
            {
                Generation = new Generation(c.Text, new Utf8Tokenizer().Tokenize(c.Text), new StepLogits(Columns, c.Logits), GenerationStop.EndOfAnswer),
            }));
        }).Check(FuzzProperties.Runs(2));
    }

    [Fact]
    public void LabelLikelihood_AnyLikelihoods_DistributionOrReason()
    {
        var likelihood = Gen.OneOf(Gen.Choose(-100_000, 0).Select(n => n / 100.0), Gen.Elements(0, -1e-300, -1e300, -745.2, double.NegativeInfinity));
        var cases =
            from scores in likelihood.ArrayOf(3)
            from empty in likelihood.ArrayOf(3)
            from score in Gen.Elements(Enum.GetValues<LikelihoodScore>())
            from temperature in Gen.Elements(1, 0.01, 100.0)
            select (scores, empty, Options: new LabelLikelihoodOptions { Score = score, Temperature = temperature });
        var model = new ScriptedLanguageModel("");
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var extractor = new LabelLikelihoodExtractor(c.Options).Prepare(new ExtractionContext(Taxonomy, AnswerKind.SingleLabel, model.Info, model.Tokenizer));
            ShouldHold(extractor.Extract(new ExtractionEvidence
            {
                ContinuationScores = [.. c.scores.Select(s => new ContinuationScore(s, 2))],
                EmptyUtteranceScores = [.. c.empty.Select(s => new ContinuationScore(s, 2))],
            }));
        }).Check(FuzzProperties.Runs(2));
    }

    private static void ShouldHold(ExtractionResult result)
    {
        result.IsValid.ShouldBe(result.InvalidReason == InvalidReason.None);
        if (result.Distribution is not { } distribution) return;
        var sum = 0.0;
        foreach (var p in distribution.Probabilities) sum += p;
        Math.Abs(sum - 1).ShouldBeLessThan(1e-9);

        // The label with the highest score has the highest share, whatever the formula.
        if (result.Scores.Length == Taxonomy.Count && result.Scores.All(double.IsFinite))
            distribution[result.Scores.IndexOf(result.Scores.Max())].ShouldBe(distribution[distribution.TopIndex], 1e-12);
    }
}
