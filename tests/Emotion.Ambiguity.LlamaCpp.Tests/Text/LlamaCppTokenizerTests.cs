using System.Diagnostics;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LlamaCpp.Tests.Support;

namespace Emotion.Ambiguity.LlamaCpp.Tests.Text;

public sealed class LlamaCppTokenizerTests : IDisposable
{
    private readonly TemporaryFile _tinyFile = new(new TinyGguf().Write());
    private readonly LoadedModel _mini = Open(TestModels.MiniPath);
    private readonly LoadedModel _tiny;

    public LlamaCppTokenizerTests() => _tiny = Open(_tinyFile.Path);

    public void Dispose()
    {
        _mini.Dispose();
        _tiny.Dispose();
        _tinyFile.Dispose();
    }

    [Fact]
    public void Tokenize_ControlTokenInPlainText_StaysPlainText()
    {
        _mini.Tokenizer.Tokenize("<|im_end|>").Length.ShouldBeGreaterThan(1);
        _mini.Tokenizer.Tokenize("<|im_end|>", TokenizationMode.Template).ShouldBe([2]);
        _tiny.Tokenizer.Tokenize("<|im_end|>").ShouldNotContain(4);
        _tiny.Tokenizer.Tokenize("<|im_end|>", TokenizationMode.Template).ShouldBe([4]);
    }

    [Fact]
    public void Tokenize_PromptStart_BeginTokenOnceWhereTheModelWantsOne()
    {
        _tiny.Tokenizer.Tokenize("hello", TokenizationMode.PromptStart)[0].ShouldBe(1);
        _tiny.Tokenizer.Tokenize("<s>hello", TokenizationMode.PromptStart).Count(t => t == 1).ShouldBe(1);
        _tiny.Tokenizer.Tokenize("", TokenizationMode.PromptStart).ShouldBe([1]);
        _tiny.Tokenizer.Tokenize("hello").ShouldNotContain(1);
        _mini.Tokenizer.Tokenize("hello", TokenizationMode.PromptStart).ShouldBe(_mini.Tokenizer.Tokenize("hello"));
    }

    [Theory]
    [InlineData("Über den Fluss – naïve café, 12345 😀.")]
    [InlineData("日本語のテキスト \u0000 with a zero")]
    [InlineData("  two spaces,\ttab\nand a line ")]
    public void Detokenize_TokenizedText_SameText(string text)
    {
        _mini.Tokenizer.Detokenize(_mini.Tokenizer.Tokenize(text)).ShouldBe(text);
        _tiny.Tokenizer.Detokenize(_tiny.Tokenizer.Tokenize(text)).ShouldBe(text);
    }

    [Fact]
    public void Detokenize_CharacterSplitOverTokens_WholeOnlyWithItsLast()
    {
        var tokens = _tiny.Tokenizer.Tokenize("😀");
        tokens.Length.ShouldBeGreaterThan(3);
        _tiny.Tokenizer.Detokenize(tokens.AsSpan(0, tokens.Length - 1)).ShouldContain("\uFFFD");
        _tiny.Tokenizer.Detokenize(tokens).ShouldBe("😀");
    }

    [Fact]
    public void Detokenize_ControlTokens_YieldNothing() => _mini.Tokenizer.Detokenize([1, 9690, 2]).ShouldBe("system");

    [Theory]
    [InlineData("a")]
    [InlineData(" ")]
    [InlineData("7")]
    [InlineData("word ")]
    [InlineData("é")]
    [InlineData("<|im_end|>")]
    public void Tokenize_HundredThousandCharacters_QuickAndWhole(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length));
        foreach (var model in new[] { _mini, _tiny })
        {
            var watch = Stopwatch.StartNew();
            model.Tokenizer.Detokenize(model.Tokenizer.Tokenize(text)).ShouldBe(text);
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20)); // a second on an idle machine; quadratic time would take minutes
        }
    }

    [Fact]
    public void AnyCall_IdOutsideVocabulary_RefusedBeforeNativeCode()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => _mini.Tokenizer.Detokenize([_mini.Tokenizer.VocabularySize]));
        Should.Throw<ArgumentOutOfRangeException>(() => _mini.Tokenizer.IsEndOfGeneration(-1));
    }

    [Fact]
    public void IsEndOfGeneration_EndTokens_True()
    {
        _mini.Tokenizer.IsEndOfGeneration(2).ShouldBeTrue();
        _mini.Tokenizer.IsEndOfGeneration(100).ShouldBeFalse();
        _tiny.Tokenizer.IsEndOfGeneration(2).ShouldBeTrue();
    }

    [Fact]
    public void Tokenize_ModelDisposed_ObjectDisposedException()
    {
        var model = Open(TestModels.MiniPath);
        model.Dispose();
        Should.Throw<ObjectDisposedException>(() => model.Tokenizer.Tokenize("hello"));
    }

    private static LoadedModel Open(string path) => new(path, new LlamaCppOptions { Threads = 1, CacheTokens = 256, ContextTokens = 256, ParallelSequences = 3 });
}
