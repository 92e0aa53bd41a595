using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.DependencyInjection.Loading;

internal sealed record EngineRegistration<TEngine>(Func<EngineSetup, EngineLoader<TEngine>?> SetUp, EngineOwnership Ownership)
    where TEngine : IAsyncDisposable;

internal sealed record ExtractorRegistration(string Name, Func<IServiceProvider, IDistributionExtractor> Create);
