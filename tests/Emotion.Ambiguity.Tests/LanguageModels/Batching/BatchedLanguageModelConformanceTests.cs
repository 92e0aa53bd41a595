using Emotion.Ambiguity.Conformance;
using Emotion.Ambiguity.Conformance.Decoding;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.Tests.LanguageModels.Batching;

[Omits(ModelPart.ControlTokens, "Its tokens are bytes.")]
public sealed class BatchedLanguageModelConformanceTests : LanguageModelConformance
{
    private volatile bool _slow;

    protected override Task<ILanguageModel> CreateAsync() => Task.FromResult<ILanguageModel>(new BatchedLanguageModel(
        new HistoryDecoder { BeforeDecode = (_, abort) => { if (_slow) abort.WaitHandle.WaitOne(100); } },
        new Utf8Tokenizer(),
        new PlainTemplate(),
        new LanguageModelInfo
        {
            ModelId = "history",
            Engine = "history",
            Capabilities = LanguageModelCapabilities.StepLogits | LanguageModelCapabilities.ContinuationScores
                | LanguageModelCapabilities.Tokenizer | LanguageModelCapabilities.EmbeddingInput | LanguageModelCapabilities.HiddenStates,
            ContextTokens = 512,
            EmbeddingWidth = HistoryDecoder.Width,
            HiddenStateWidth = HistoryDecoder.StateWidth,
        }));

    protected override string Said { get; } = Saying(9);

    protected override LanguageModelRequest LongRequest()
    {
        _slow = true;
        return Request(Saying(30), 30);
    }

    /// <summary>Something that is answered with as many tokens.</summary>
    private static string Saying(int tokens) =>
        Enumerable.Range(0, 10_000).Select(i => $"What a day {i}.").First(said => BatchedLanguageModelTests.Expected(Instruction, said, tokens).Tokens.Length == tokens);
}
