using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Conformance;

public abstract partial class LanguageModelConformance
{
    [Fact]
    public async Task RunAsync_SameRequestAgain_SameAnswer()
    {
        var first = await Model.RunAsync(Request(Said, 8));
        var second = await Model.RunAsync(Request(Said, 8));
        second.Generation!.Text.ShouldBe(first.Generation!.Text);
        second.Generation.Stop.ShouldBe(first.Generation.Stop);
        first.ContinuationScores.ShouldBeEmpty();
    }

    [Fact]
    public async Task RunAsync_EmptyMessages_AnAnswerAllTheSame() =>
        (await Model.RunAsync(Request("", 2, instruction: ""))).Generation.ShouldNotBeNull();

    [PartFact(Needs = ModelPart.AnswerTokens)]
    public async Task RunAsync_OutputLimit_IsKeptAndSaid()
    {
        var generation = (await Model.RunAsync(Request(Said, 3))).Generation!;
        generation.TokenIds.Length.ShouldBeLessThanOrEqualTo(3);
        (generation.Stop == GenerationStop.MaxOutputTokens).ShouldBe(generation.TokenIds.Length == 3);
    }

    [PartFact(Needs = ModelPart.AnswerTokens)]
    public async Task RunAsync_HigherLimit_BeginsWithTheShorterAnswer()
    {
        var few = (await Model.RunAsync(Request(Said, 3))).Generation!;
        var many = (await Model.RunAsync(Request(Said, 9))).Generation!;
        many.TokenIds.Length.ShouldBeGreaterThanOrEqualTo(few.TokenIds.Length);
        many.TokenIds.ToArray()[..few.TokenIds.Length].ShouldBe(few.TokenIds.ToArray());
    }

    [PartFact(Needs = ModelPart.AnswerTokens | ModelPart.Tokenizer)]
    public async Task RunAsync_AnswerTokens_SpellTheText()
    {
        var generation = (await Model.RunAsync(Request(Said, 8))).Generation!;
        Tokenizer.Detokenize(generation.TokenIds.Span).ShouldBe(generation.Text);
    }

    [PartFact(Needs = ModelPart.Sampling)]
    public async Task RunAsync_Sampling_TheSeedDecides()
    {
        LanguageModelRequest Sampled(int seed) => Request(Said, 8) with { Sampling = new TokenSampling { Temperature = 1.5, Seed = seed } };
        var again = await Task.WhenAll(Model.RunAsync(Sampled(3)), Model.RunAsync(Sampled(3)));
        again[1].Generation!.Text.ShouldBe(again[0].Generation!.Text);
        var texts = new HashSet<string>(StringComparer.Ordinal);
        for (var seed = 0; seed < 12; seed++) texts.Add((await Model.RunAsync(Sampled(seed))).Generation!.Text);
        texts.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task RunAsync_ManyAtOnce_EachAsAlone()
    {
        var requests = Enumerable.Range(0, AtOnce).Select(i => FullRequest($"Utterance {i}: {new string('a', i % 5)} what a day.")).ToArray();
        var alone = new List<LanguageModelResponse>();
        foreach (var request in requests) alone.Add(await Model.RunAsync(request));
        var together = await Task.WhenAll(requests.Select(r => Model.RunAsync(r)));
        for (var i = 0; i < requests.Length; i++) ShouldAgree(together[i], alone[i]);
    }

    [PartFact(Needs = ModelPart.PrefixReuse)]
    public async Task RunAsync_SharedBeginning_ReusedWithTheSameNumbers()
    {
        var fresh = await Model.RunAsync(FullRequest(Said));
        await Model.RunAsync(FullRequest("Something else."));
        var reused = await Model.RunAsync(FullRequest(Said));
        reused.ReusedPromptTokens.ShouldBeGreaterThan(0);
        reused.ReusedPromptTokens.ShouldBeLessThanOrEqualTo(reused.PromptTokens);
        ShouldAgree(reused, fresh);
    }
}
