using BenchmarkDotNet.Attributes;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Prompting;

namespace Emotion.Ambiguity.Benchmarks;

/// <summary>From words to the tokens of a prompt, on the embedded model's template and tokenizer.</summary>
public class PromptBenchmarks
{
    private static readonly PromptInput Input = new("I cannot believe that you kept this from me for all these years!", EmotionTaxonomy.Ekman7);
    private readonly RenderedPrompt _rendered = EmotionPrompt.Ambiguous.Render(Input);
    private ModelParts _parts = null!;
    private RecurringTokens _recurring = null!;

    [GlobalSetup]
    public void Load()
    {
        _parts = ModelLoader.OpenParts(EmbeddedModelFiles.Find().LanguageModel, new LlamaCppOptions(), null, CancellationToken.None);
        _recurring = new RecurringTokens(_parts.Tokenizer);
    }

    [GlobalCleanup]
    public void Free() => _parts.Dispose();

    [Benchmark]
    public int Render() => EmotionPrompt.Ambiguous.Render(Input).Messages.Length;

    /// <summary>Layout and tokens, with what comes with every utterance known already.</summary>
    [Benchmark]
    public int Tokenize() => TokenizedPrompt.Create(_rendered, _parts.Template, _parts.Tokenizer, _recurring).Length;

    /// <summary>The same with nothing known.</summary>
    [Benchmark]
    public int TokenizeAll() => TokenizedPrompt.Create(_rendered, _parts.Template, _parts.Tokenizer, new RecurringTokens(_parts.Tokenizer)).Length;
}
