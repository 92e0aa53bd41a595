using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Conformance;

public abstract partial class LanguageModelConformance
{
    [PartFact(Needs = ModelPart.ContinuationScores)]
    public async Task Continuations_AreLogProbabilitiesInTheOrderAskedFor()
    {
        var continuations = Continuations(Labels);
        var response = await Model.RunAsync(Request(Said, 0) with { Continuations = continuations });
        response.Generation.ShouldBeNull();
        response.ContinuationScores.Length.ShouldBe(Labels.Length);
        for (var i = 0; i < continuations.Length; i++)
        {
            response.ContinuationScores[i].LogLikelihood.ShouldBeLessThanOrEqualTo(0);
            double.IsFinite(response.ContinuationScores[i].LogLikelihood).ShouldBeTrue();
            response.ContinuationScores[i].TokenCount.ShouldBe(continuations[i].Length);
        }
    }

    [PartFact(Needs = ModelPart.ContinuationScores)]
    public async Task Continuations_AloneTwiceAndInAnyOrder_SameScores()
    {
        var together = (await Model.RunAsync(Request(Said, 0) with { Continuations = Continuations([.. Labels, Labels[0]]) })).ContinuationScores;
        ShouldAgree(together[^1].LogLikelihood, together[0].LogLikelihood);
        var reversed = (await Model.RunAsync(Request(Said, 0) with { Continuations = Continuations([.. Labels.Reverse()]) })).ContinuationScores;
        for (var i = 0; i < Labels.Length; i++)
        {
            var alone = (await Model.RunAsync(Request(Said, 0) with { Continuations = Continuations(Labels[i]) })).ContinuationScores.ShouldHaveSingleItem();
            ShouldAgree(alone.LogLikelihood, together[i].LogLikelihood);
            ShouldAgree(reversed[Labels.Length - 1 - i].LogLikelihood, together[i].LogLikelihood);
        }
    }

    [PartFact(Needs = ModelPart.ContinuationScores)]
    public async Task Continuations_OneMoreToken_NeverLikelier()
    {
        var tokens = Tokenizer.Tokenize("happiness and sadness");
        var beginnings = Enumerable.Range(1, tokens.Length).Select(n => (ReadOnlyMemory<int>)tokens[..n]).ToArray();
        var scores = (await Model.RunAsync(Request(Said, 0) with { Continuations = beginnings })).ContinuationScores;
        for (var n = 1; n < scores.Length; n++) Math.Exp(scores[n].LogLikelihood).ShouldBeLessThanOrEqualTo(Math.Exp(scores[n - 1].LogLikelihood) + Tolerance);
    }

    [PartFact(Needs = ModelPart.ContinuationScores | ModelPart.AnswerTokens)]
    public async Task Continuations_FirstTokenOfTheAnswer_IsTheLikeliest()
    {
        var first = (await Model.RunAsync(Request(Said, 1))).Generation!.TokenIds.Span[0];
        int[] others = [.. LabelTokens().Where(t => t != first)];
        var scores = (await Model.RunAsync(Request(Said, 0) with { Continuations = [.. others.Prepend(first).Select(t => (ReadOnlyMemory<int>)new[] { t })] })).ContinuationScores;
        var likelihoods = scores.Select(s => Math.Exp(s.LogLikelihood)).ToArray();
        likelihoods.Sum().ShouldBeLessThanOrEqualTo(1 + 1e-4); // float32 rounding of the engines
        likelihoods.Max().ShouldBeLessThanOrEqualTo(likelihoods[0] + Tolerance);
    }

    [PartFact(Needs = ModelPart.StepLogits)]
    public async Task StepLogits_OneRowATokenAndOneColumnAnId()
    {
        int[] ids = [.. LabelTokens().Reverse()];
        var generation = (await Model.RunAsync(Request(Said, 5) with { LogitTokenIds = ids })).Generation!;
        generation.Logits.TokenIds.ToArray().ShouldBe(ids);
        generation.Logits.StepCount.ShouldBe(generation.TokenIds.Length);
        generation.Logits.Kind.ShouldBe(Model.Info.Supports(LanguageModelCapabilities.StepLogProbabilities) ? LogitKind.LogProbability : LogitKind.Raw);
        for (var step = 0; step < generation.Logits.StepCount; step++)
        {
            var row = generation.Logits.GetStep(step).ToArray();
            row.Length.ShouldBe(ids.Length);
            row.ShouldAllBe(l => float.IsFinite(l));
            if (generation.Logits.Kind == LogitKind.LogProbability) row.ShouldAllBe(l => l <= 0);
        }
    }

    [PartFact(Needs = ModelPart.StepLogits)]
    public async Task StepLogits_FewerColumns_SameNumbers()
    {
        var ids = LabelTokens();
        var all = (await Model.RunAsync(Request(Said, 5) with { LogitTokenIds = ids })).Generation!.Logits;
        var two = (await Model.RunAsync(Request(Said, 5) with { LogitTokenIds = new[] { ids[2], ids[1] } })).Generation!.Logits;
        for (var step = 0; step < two.StepCount; step++)
        {
            two.GetStep(step)[0].ShouldBe(all.GetStep(step)[2], 1e-5 + Tolerance);
            two.GetStep(step)[1].ShouldBe(all.GetStep(step)[1], 1e-5 + Tolerance);
        }
    }

    /// <summary>Raw or not, logits differ by as much as the log-likelihoods of the same tokens.</summary>
    [PartFact(Needs = ModelPart.StepLogits | ModelPart.ContinuationScores)]
    public async Task StepLogits_Differences_AreThoseOfScores()
    {
        var ids = LabelTokens();
        var response = await Model.RunAsync(Request(Said, 1) with { LogitTokenIds = ids, Continuations = [.. ids.Select(t => (ReadOnlyMemory<int>)new[] { t })] });
        var logits = response.Generation!.Logits;
        var known = Enumerable.Range(0, ids.Length).Where(i => !logits.IsUpperBound(0, i) && !response.ContinuationScores[i].IsUpperBound).ToArray();
        foreach (var i in known.Skip(1))
        {
            var difference = logits.GetStep(0)[i] - logits.GetStep(0)[known[0]];
            difference.ShouldBe((float)(response.ContinuationScores[i].LogLikelihood - response.ContinuationScores[known[0]].LogLikelihood), 1e-3f);
        }

        for (var i = 0; i < ids.Length; i++)
        {
            if (logits.IsUpperBound(0, i)) ((double)logits.GetStep(0)[i]).ShouldBeGreaterThanOrEqualTo(response.ContinuationScores[i].LogLikelihood - 1e-3);
        }
    }
}
