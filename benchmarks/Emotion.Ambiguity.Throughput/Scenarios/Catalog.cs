using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Throughput.Scenarios;

/// <summary>All scenarios, in the order in which they run.</summary>
internal static class Catalog
{
    public static RecognizerOptions Labels { get; } = new() { Prompt = EmotionPrompt.Single, Extractors = [new LabelLikelihoodExtractor()] };

    public static RecognizerOptions Tokens { get; } = new() { Prompt = EmotionPrompt.Single, Extractors = [new TokenLogitExtractor()] };

    public static RecognizerOptions Text { get; } = new() { Prompt = EmotionPrompt.Ambiguous, Extractors = [new TextDistributionExtractor()] };

    public static IReadOnlyList<IScenario> All { get; } =
    [
        new LoopScenario("labels", $"Label likelihood over {Labels.Taxonomy.Count} labels, beside loops over the native library", Labels),
        new LoopScenario("tokens", "Token-level distributions, beside loops over the native library", Tokens),
        new GenerateScenario(),
        new CellsScenario(),
        new EngineScenario(),
        new AllocationScenario(),
        new WhisperScenario(),
        new PipelineScenario(),
        new StartScenario(),
        new NodeScenario(),
        new ShapesScenario(),
        new GrowthScenario(),
    ];
}
