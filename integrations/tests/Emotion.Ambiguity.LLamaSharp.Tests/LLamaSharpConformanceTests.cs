using Emotion.Ambiguity.Conformance;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.LLamaSharp.Tests;

/// <summary>The embedded model on one thread.</summary>
[Omits(ModelPart.HiddenStates, "The adapter does not offer them.")]
public sealed class LLamaSharpConformanceTests : LanguageModelConformance
{
    // As our own engine: 0 within a batch, but the order of a sequence's cells may differ after others were freed (docs/decisions/0022).
    protected override double Tolerance => 1e-3;

    protected override int AtOnce => 8;

    protected override async Task<ILanguageModel> CreateAsync() => LLamaSharpModel.Create(
        await EmbeddedWeights.LoadAsync(), new LLamaSharpOptions { Threads = 1, CacheTokens = 4096, ContextTokens = 1024, OwnsWeights = true });
}
