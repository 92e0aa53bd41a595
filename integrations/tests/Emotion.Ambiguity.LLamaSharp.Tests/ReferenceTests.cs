using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.LlamaCpp.Tests.Support;
using Xunit.Abstractions;

namespace Emotion.Ambiguity.LLamaSharp.Tests;

/// <summary>Against the same values of an independent program as our own engine. They were computed with whole prompts at once, hence the micro-batch.</summary>
public sealed class ReferenceTests(ITestOutputHelper output)
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, ReferenceCases.Mini.Cases.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task WholePrompts_ReferenceCase_Agrees(int index) =>
        CheckAsync(ReferenceCases.Mini.Cases[index], new LLamaSharpOptions { Threads = 1, CacheTokens = 2048, MicroBatchTokens = 512, Batching = new BatchingOptions { MaxPrefixes = 0 } });

    [Theory]
    [MemberData(nameof(Cases))]
    public Task DefaultSettings_ReferenceCase_Agrees(int index) =>
        CheckAsync(ReferenceCases.Mini.Cases[index], new LLamaSharpOptions { Threads = 1, CacheTokens = 2048 });

    private async Task CheckAsync(ReferenceCase expected, LLamaSharpOptions options)
    {
        using var weights = await EmbeddedWeights.LoadAsync();
        await using var model = LLamaSharpModel.Create(weights, options);
        var response = await model.RunAsync(new LanguageModelRequest
        {
            Prompt = new RenderedPrompt([new PromptMessage(PromptRole.System, expected.System), new PromptMessage(PromptRole.User, expected.User)], 1),
            MaxOutputTokens = expected.GeneratedTokenIds.Length,
            LogitTokenIds = expected.Variants[0].Tokens.Values.SelectMany(t => t).Distinct().ToArray(),
            Continuations = [.. expected.Labels.Select(l => (ReadOnlyMemory<int>)model.Tokenizer.Tokenize(l))],
        });

        response.PromptTokens.ShouldBe(expected.PromptTokenIds.Length);
        response.Generation!.Text.ShouldBe(expected.GeneratedText);
        var likelihoods = response.ContinuationScores.Select(s => s.LogLikelihood).ToArray();
        var off = likelihoods.Zip(expected.LabelLogLikelihood, (a, b) => Math.Abs(a - b)).Max();
        output.WriteLine($"label log-likelihoods off by {off:e1} nats");
        off.ShouldBeLessThan(0.1); // another attention kernel, another processor
        var sum = likelihoods.Sum(Math.Exp);
        for (var n = 0; n < likelihoods.Length; n++) (Math.Exp(likelihoods[n]) / sum).ShouldBe(expected.LabelDistribution[n], 0.02);

        var variant = expected.Variants[0];
        var z = expected.Labels.Select(label => variant.StepIndices.Average(step => variant.Tokens[label].Average(token => Logit(response, step, token)))).ToArray();
        var zOff = z.Zip(variant.Z, (a, b) => Math.Abs(a - b)).Max();
        output.WriteLine($"eq. 1 off by {zOff:e1}");
        zOff.ShouldBeLessThan(0.2);
    }

    private static double Logit(LanguageModelResponse response, int step, int token)
    {
        var logits = response.Generation!.Logits;
        return logits.GetStep(step)[logits.TokenIds.Span.IndexOf(token)];
    }
}
