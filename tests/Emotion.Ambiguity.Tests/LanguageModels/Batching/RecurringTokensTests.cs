using Emotion.Ambiguity.Conformance.Decoding;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.Tests.LanguageModels.Batching;

public sealed class RecurringTokensTests
{
    [Fact]
    public async Task RunAsync_SecondUtteranceWithTheSameInstruction_OnlyItsOwnWordsAreTokenised()
    {
        var tokenizer = new CountingTokenizer();
        await using var model = new BatchedLanguageModel(new HistoryDecoder(), tokenizer, new PlainTemplate(), Info());
        var first = await model.RunAsync(BatchedLanguageModelTests.Request("instruction", "one", 4));
        tokenizer.Texts.Clear();
        var second = await model.RunAsync(BatchedLanguageModelTests.Request("instruction", "two", 4));
        tokenizer.Texts.ShouldBe(["two"]);
        second.PromptTokens.ShouldBe(first.PromptTokens);
    }

    [Fact]
    public void Of_SameTextInAnotherMode_TokenisedOnItsOwn()
    {
        var tokenizer = new CountingTokenizer();
        var recurring = new RecurringTokens(tokenizer);
        recurring.Of("<s>", TokenizationMode.Template);
        recurring.Of("<s>", TokenizationMode.PlainText);
        recurring.Of("<s>", TokenizationMode.Template);
        tokenizer.Texts.Count.ShouldBe(2);
    }

    [Fact]
    public void Of_MoreTextsThanAreKept_StillRight()
    {
        var recurring = new RecurringTokens(new Utf8Tokenizer());
        for (var i = 0; i < 1_000; i++) recurring.Of($"text {i}", TokenizationMode.PlainText).ShouldBe(new Utf8Tokenizer().Tokenize($"text {i}"));
    }

    private static LanguageModelInfo Info() => new() { ModelId = "m", Engine = "e", Capabilities = LanguageModelCapabilities.StepLogits | LanguageModelCapabilities.Tokenizer, ContextTokens = 400 };

    private sealed class CountingTokenizer : IModelVocabulary
    {
        private readonly Utf8Tokenizer _inner = new();

        public List<string> Texts { get; } = [];

        public int VocabularySize => _inner.VocabularySize;

        public int[] Tokenize(string text, TokenizationMode mode = TokenizationMode.PlainText)
        {
            Texts.Add(text);
            return _inner.Tokenize(text, mode);
        }

        public string Detokenize(ReadOnlySpan<int> tokenIds) => _inner.Detokenize(tokenIds);

        public bool IsEndOfGeneration(int tokenId) => _inner.IsEndOfGeneration(tokenId);
    }
}
