using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Throughput.Baselines;

/// <summary>A way to treat one utterance after the other with the native library alone.</summary>
internal interface IUtteranceLoop : IDisposable
{
    string Name { get; }

    /// <summary>The log-probability of each label after the prompt, in nats.</summary>
    double[] Score(RenderedPrompt prompt, IReadOnlyList<ReadOnlyMemory<int>> labels);

    /// <summary>The likeliest answer, with the logits of chosen tokens at each step.</summary>
    Generation Generate(RenderedPrompt prompt, ReadOnlyMemory<int> logitTokenIds, int maxOutputTokens);
}
