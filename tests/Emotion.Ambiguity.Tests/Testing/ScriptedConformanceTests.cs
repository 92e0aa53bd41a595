using Emotion.Ambiguity.Conformance;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.Tests.Testing;

[Omits(ModelPart.ControlTokens, "Its tokens are bytes.")]
[Omits(ModelPart.PrefixReuse, "It computes nothing that could be reused.")]
[Omits(ModelPart.ContextLimit, "It has no context.")]
[Omits(ModelPart.LongRequests, "It answers at once.")]
[Omits(ModelPart.Sampling, "Its script answers, whatever the sampling.")]
public sealed class ScriptedLanguageModelConformanceTests : LanguageModelConformance
{
    // A bag of bytes with one probability each, so that scores and logits fit together; "f" is the likeliest.
    protected override Task<ILanguageModel> CreateAsync() => Task.FromResult<ILanguageModel>(new ScriptedLanguageModel(request => new ScriptedAnswer("fear, " + request.Prompt.Messages[^1].Text.Length)
    {
        LogLikelihood = text => text.Sum(LogProbability),
        Logit = (_, token) => 7 + (float)LogProbability((char)token),
        HiddenState = new[] { request.Prompt.Messages[^1].Text.Length, (float)request.HiddenState },
    })
    {
        Info = new()
        {
            ModelId = "scripted",
            Engine = "script",
            Capabilities = LanguageModelCapabilities.StepLogits | LanguageModelCapabilities.ContinuationScores | LanguageModelCapabilities.Tokenizer | LanguageModelCapabilities.HiddenStates,
            HiddenStateWidth = 2,
        },
    });

    private static double LogProbability(char c) => -3 - (Math.Abs('f' - c) % 97 * 0.1);
}

[Omits(ModelPart.LongRequests, "It answers at once.")]
public sealed class ScriptedTranscriberConformanceTests : TranscriberConformance
{
    protected override Task<ITranscriber> CreateAsync() =>
        Task.FromResult<ITranscriber>(new ScriptedTranscriber(audio => audio.Samples.Span.ContainsAnyExcept(0f) ? $"{audio.Samples.Length} samples" : ""));
}
