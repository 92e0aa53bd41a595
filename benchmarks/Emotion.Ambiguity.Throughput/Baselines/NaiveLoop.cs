using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LlamaCpp.Decoding;

namespace Emotion.Ambiguity.Throughput.Baselines;

/// <summary>The first program that one writes: a new context and the whole prompt for every utterance, and for every label of it.</summary>
internal sealed class NaiveLoop(RawModel model) : IUtteranceLoop
{
    private const int Cells = 1024;
    private const int BatchTokens = 512;

    public string Name => "naive loop";

    public double[] Score(RenderedPrompt prompt, IReadOnlyList<ReadOnlyMemory<int>> labels)
    {
        var scores = new double[labels.Count];
        for (var n = 0; n < scores.Length; n++)
        {
            using var context = NewContext();
            var tokens = model.Tokenize(prompt, PromptTokens.All);
            var row = context.Logits(Steps.Decode(context, tokens, 0));
            var label = labels[n].Span;
            scores[n] = Steps.ScoreLabel(context, label, row[label[0]] - LogitRow.LogSumExp(row), tokens.Length);
        }

        return scores;
    }

    public Generation Generate(RenderedPrompt prompt, ReadOnlyMemory<int> logitTokenIds, int maxOutputTokens)
    {
        using var context = NewContext();
        var tokens = model.Tokenize(prompt, PromptTokens.All);
        return Steps.Generate(model, context, Steps.Decode(context, tokens, 0), tokens.Length, logitTokenIds, maxOutputTokens);
    }

    public void Dispose()
    {
        // A context lives no longer than its utterance.
    }

    private RawContext NewContext() => new(model, Cells, BatchTokens, sequences: 1);
}
