using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Conformance;

public abstract partial class LanguageModelConformance
{
    private static readonly HiddenStateKind[] Kinds = [HiddenStateKind.LastPosition, HiddenStateKind.MeanOfUtterance];

    [PartFact(Needs = ModelPart.HiddenStates)]
    public async Task HiddenState_NothingElseAskedFor_OneVectorOfTheWidthThatIsSaid()
    {
        foreach (var kind in Kinds)
        {
            var response = await Model.RunAsync(Request(Said, 0) with { HiddenState = kind });
            response.HiddenState.Length.ShouldBe(Model.Info.HiddenStateWidth!.Value);
            response.HiddenState.ToArray().ShouldAllBe(v => float.IsFinite(v));
            response.Generation.ShouldBeNull();
            response.ContinuationScores.ShouldBeEmpty();
        }
    }

    [PartFact(Needs = ModelPart.HiddenStates)]
    public async Task HiddenState_AskedForOrNot_OtherNumbersAreTheSame()
    {
        var without = await Model.RunAsync(FullRequest(Said));
        without.HiddenState.Length.ShouldBe(0);
        foreach (var kind in Kinds)
        {
            var with = await Model.RunAsync(FullRequest(Said) with { HiddenState = kind });
            ShouldAgree(with, without);
            var alone = await Model.RunAsync(Request(Said, 0) with { HiddenState = kind });
            ShouldBeClose(with.HiddenState.Span, alone.HiddenState.Span);
        }
    }

    [PartFact(Needs = ModelPart.HiddenStates)]
    public async Task HiddenState_OtherWordsOrKind_OtherVector()
    {
        async Task<float[]> Of(string said, HiddenStateKind kind) => (await Model.RunAsync(Request(said, 0) with { HiddenState = kind })).HiddenState.ToArray();
        var last = await Of(Said, HiddenStateKind.LastPosition);
        (await Of("I hate this!", HiddenStateKind.LastPosition)).ShouldNotBe(last);
        (await Of(Said, HiddenStateKind.MeanOfUtterance)).ShouldNotBe(last);
    }

    [PartFact(Needs = ModelPart.HiddenStates)]
    public async Task HiddenState_ManyAtOnceOfEveryKind_EachAsAlone()
    {
        var requests = Enumerable.Range(0, AtOnce).Select(i => (i % 3) switch
        {
            0 => FullRequest($"Utterance {i}: {new string('a', i % 5)} what a day."),
            1 => Request($"Utterance {i}, the last position of it.", 0) with { HiddenState = HiddenStateKind.LastPosition },
            _ => FullRequest($"Utterance {i}, all of it.") with { HiddenState = HiddenStateKind.MeanOfUtterance },
        }).ToArray();
        var alone = new List<LanguageModelResponse>();
        foreach (var request in requests) alone.Add(await Model.RunAsync(request));
        var together = await Task.WhenAll(requests.Select(r => Model.RunAsync(r)));
        for (var i = 0; i < requests.Length; i++)
        {
            ShouldAgree(together[i], alone[i]);
            ShouldBeClose(together[i].HiddenState.Span, alone[i].HiddenState.Span);
        }
    }

    [PartFact(Needs = ModelPart.HiddenStates)]
    public async Task HiddenState_UnknownKind_ArgumentException() =>
        (await Should.ThrowAsync<ArgumentException>(() => Model.RunAsync(Request("u", 1) with { HiddenState = (HiddenStateKind)9 }))).Message.ShouldContain("HiddenState");

    /// <summary>The distance is at most the tolerance's share of the length: a probability differs by about as much as the state that it comes from.</summary>
    private void ShouldBeClose(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        actual.Length.ShouldBe(expected.Length);
        if (Tolerance == 0) actual.ToArray().ShouldBe(expected.ToArray());
        var (distance, length) = (0.0, 0.0);
        for (var i = 0; i < actual.Length; i++)
        {
            distance += Math.Pow(actual[i] - expected[i], 2);
            length += Math.Pow(expected[i], 2);
        }

        Math.Sqrt(distance).ShouldBeLessThanOrEqualTo(10 * Tolerance * Math.Sqrt(length));
    }
}
