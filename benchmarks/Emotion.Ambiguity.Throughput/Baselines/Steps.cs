using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LlamaCpp.Decoding;

namespace Emotion.Ambiguity.Throughput.Baselines;

/// <summary>What the loops over one sequence have in common. Sequence 0 alone is used.</summary>
internal static class Steps
{
    /// <summary>Decodes tokens in as few batches as they fit into.</summary>
    /// <returns>The row of the last token.</returns>
    public static int Decode(RawContext context, ReadOnlySpan<int> tokens, int position)
    {
        context.Clear();
        var row = -1;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (context.IsFull)
            {
                context.Decode();
                context.Clear();
            }

            row = context.Add(tokens[i], position + i, 0, wantsLogits: i == tokens.Length - 1);
        }

        context.Decode();
        return row;
    }

    /// <summary>The log-probability of a label whose prompt is decoded already; its last token needs no decoding.</summary>
    public static double ScoreLabel(RawContext context, ReadOnlySpan<int> label, double firstLogProbability, int position)
    {
        if (label.Length == 1) return firstLogProbability;
        context.Clear();
        for (var i = 0; i < label.Length - 1; i++) context.Add(label[i], position + i, 0, wantsLogits: true);
        context.Decode();
        var sum = firstLogProbability;
        for (var i = 1; i < label.Length; i++)
        {
            var row = context.Logits(i - 1);
            sum += row[label[i]] - LogitRow.LogSumExp(row);
        }

        return sum;
    }

    public static Generation Generate(RawModel model, RawContext context, int row, int position, ReadOnlyMemory<int> logitTokenIds, int maxOutputTokens)
    {
        var tokens = new List<int>();
        var logits = new List<float>();
        while (true)
        {
            var values = context.Logits(row);
            var token = LogitRow.ArgMax(values);
            if (model.IsEndOfGeneration(token)) break;
            tokens.Add(token);
            foreach (var id in logitTokenIds.Span) logits.Add(values[id]);
            if (tokens.Count == maxOutputTokens) break;
            context.Clear();
            row = context.Add(token, position++, 0, wantsLogits: true);
            context.Decode();
        }

        var ids = tokens.ToArray();
        return new Generation(
            model.Detokenize(ids),
            ids,
            logitTokenIds.IsEmpty ? StepLogits.None : new StepLogits(logitTokenIds, logits.ToArray()),
            ids.Length == maxOutputTokens ? GenerationStop.MaxOutputTokens : GenerationStop.EndOfAnswer);
    }
}
