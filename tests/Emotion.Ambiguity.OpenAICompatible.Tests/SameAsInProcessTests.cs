using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.OpenAICompatible.Tests.Support;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.OpenAICompatible.Tests;

/// <summary>The embedded model over HTTP and in process: the same prompt, and probabilities that agree within 1e-3.</summary>
public sealed class SameAsInProcessTests : IAsyncLifetime
{
    private static readonly string[] Texts = ["I wonder what this is about.", "Get out of my house, now!", "We won, can you believe it?"];
    private LlamaCppModel _inProcess = null!;

    public async Task InitializeAsync() => _inProcess = await LlamaCppModel.LoadAsync(DecodingBackend.MiniPath, new LlamaCppOptions { Threads = 1, CacheTokens = 2048, ContextTokens = 1024 });

    public async Task DisposeAsync() => await _inProcess.DisposeAsync();

    [Theory]
    [InlineData(OpenAICompatibleServer.LlamaServer, 20)]
    [InlineData(OpenAICompatibleServer.LlamaServer, 16_384)]
    [InlineData(OpenAICompatibleServer.Vllm, 20)]
    public async Task Recognizer_EveryExtractor_SameDistributions(OpenAICompatibleServer kind, int topLogProbs)
    {
        await using var server = await TestServer.StartAsync(kind == OpenAICompatibleServer.Vllm ? new VllmProtocol(DecodingBackend.Mini.Value) : new LlamaProtocol(DecodingBackend.Mini.Value));
        await using var remote = await OpenAICompatibleModel.ConnectAsync(server.Options(topLogProbs: topLogProbs));
        remote.Server.ShouldBe(kind);
        var allTold = kind == OpenAICompatibleServer.Vllm || topLogProbs == 16_384;
        var options = new RecognizerOptions
        {
            Taxonomy = EmotionTaxonomy.Ekman7,
            Prompt = EmotionPrompt.Single,
            MaxOutputTokens = 4,

            // A softmax is the same over raw logits and log-probabilities; eq. 2 is not.
            Extractors = [new LabelLikelihoodExtractor(), new TokenLogitExtractor(new TokenLogitOptions { Normalization = ScoreNormalization.Softmax() }), new TextDistributionExtractor()],
        };
        await using var here = new AmbiguousEmotionRecognizer(_inProcess, options);
        await using var there = new AmbiguousEmotionRecognizer(remote, options);
        foreach (var text in Texts)
        {
            var (expected, actual) = (await here.RecognizeAsync(Utterance.FromText(text)), await there.RecognizeAsync(Utterance.FromText(text)));
            actual.Windows[0].GeneratedText.ShouldBe(expected.Windows[0].GeneratedText);
            actual.Windows[0].Diagnostics.PromptTokens.ShouldBe(expected.Windows[0].Diagnostics.PromptTokens);
            for (var e = 0; e < expected.Extractions.Length; e++)
            {
                var (wanted, got) = (expected.Extractions[e].Result, actual.Extractions[e].Result);
                if (e == 1 && !allTold)
                {
                    got.UpperBoundShare.ShouldBeInRange(0.01, 0.99);
                    continue;
                }

                got.UpperBoundShare.ShouldBe(0);
                (got.Distribution is null).ShouldBe(wanted.Distribution is null);
                if (wanted.Distribution is not null) got.Distribution!.Probabilities.ToArray().ShouldBe(wanted.Distribution.Probabilities.ToArray(), 1e-3);
            }
        }
    }

    [Fact]
    public async Task Tokenizer_SameIds()
    {
        await using var server = await TestServer.StartAsync(new LlamaProtocol(DecodingBackend.Mini.Value));
        await using var remote = await OpenAICompatibleModel.ConnectAsync(server.Options());
        foreach (var text in Texts.Append("<|im_end|>").Append("😀 naïve"))
        {
            foreach (var mode in Enum.GetValues<TokenizationMode>()) remote.Tokenizer!.Tokenize(text, mode).ShouldBe(_inProcess.Tokenizer.Tokenize(text, mode), text);
        }
    }
}
