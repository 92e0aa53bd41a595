using Emotion.Ambiguity.Conformance;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LlamaCpp.Tests.Support;

namespace Emotion.Ambiguity.LlamaCpp.Tests;

/// <summary>The embedded model on one thread.</summary>
public sealed class LlamaCppModelConformanceTests : LanguageModelConformance
{
    // What docs/decisions/0022 promises within a batch is 0; the order of a sequence's cells may still differ after others were freed.
    protected override double Tolerance => 1e-3;

    protected override int AtOnce => 8;

    protected override async Task<ILanguageModel> CreateAsync() =>
        await LlamaCppModel.LoadAsync(TestModels.MiniPath, new LlamaCppOptions { Threads = 1, CacheTokens = 4096, ContextTokens = 1024 });
}
