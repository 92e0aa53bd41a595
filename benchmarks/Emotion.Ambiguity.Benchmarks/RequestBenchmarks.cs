using BenchmarkDotNet.Attributes;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Models.Mini;

namespace Emotion.Ambiguity.Benchmarks;

/// <summary>
/// A whole request with sampling, so that the answer has as many tokens as asked for. The allocation of the longer answer may exceed that of
/// the shorter one by the answer itself (its tokens, its logits, its text), not by anything a token.
/// </summary>
public class RequestBenchmarks
{
    private readonly int[] _wanted = [.. Enumerable.Range(1000, 32)];
    private LlamaCppModel _model = null!;

    [Params(8, 128)]
    public int OutputTokens { get; set; }

    [GlobalSetup]
    public void Load() => _model = LlamaCppModel.Load(EmbeddedModelFiles.Find().LanguageModel);

    [GlobalCleanup]
    public async Task FreeAsync() => await _model.DisposeAsync();

    [Benchmark]
    public async Task<int> Generate()
    {
        var response = await _model.RunAsync(new LanguageModelRequest
        {
            Prompt = new RenderedPrompt([new PromptMessage(PromptRole.User, "Write down as many numbers as you can, one after the other.")]),
            MaxOutputTokens = OutputTokens,
            LogitTokenIds = _wanted,
            Sampling = new TokenSampling { Temperature = 5, Seed = 1 },
        });
        return response.Generation!.TokenIds.Length;
    }
}
