using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LlamaCpp.Decoding;

namespace Emotion.Ambiguity.Throughput.Baselines;

/// <summary>One utterance at a time in one context that keeps the beginning of the prompt; labels go on from the utterance's own cells.</summary>
internal sealed class PrefixLoop(RawModel model) : IUtteranceLoop
{
    private readonly RawContext _context = new(model, cells: 1024, batchTokens: 512, sequences: 1);
    private int[] _prefix = [];

    public string Name => "one at a time, prefix kept";

    public double[] Score(RenderedPrompt prompt, IReadOnlyList<ReadOnlyMemory<int>> labels)
    {
        var row = _context.Logits(Read(prompt, out var end));
        var logSumExp = LogitRow.LogSumExp(row);
        var scores = new double[labels.Count];

        // The row is gone after the next batch.
        for (var n = 0; n < scores.Length; n++) scores[n] = row[labels[n].Span[0]] - logSumExp;
        for (var n = 0; n < scores.Length; n++)
        {
            if (labels[n].Length == 1) continue;
            scores[n] = Steps.ScoreLabel(_context, labels[n].Span, scores[n], end);
            _context.Remove(0, end);
        }

        return scores;
    }

    public Generation Generate(RenderedPrompt prompt, ReadOnlyMemory<int> logitTokenIds, int maxOutputTokens)
    {
        var row = Read(prompt, out var end);
        return Steps.Generate(model, _context, row, end, logitTokenIds, maxOutputTokens);
    }

    public void Dispose() => _context.Dispose();

    private int Read(RenderedPrompt prompt, out int end)
    {
        if (_prefix.Length == 0)
        {
            _prefix = model.Tokenize(prompt, PromptTokens.Shared);
            Steps.Decode(_context, _prefix, 0);
        }

        _context.Remove(0, _prefix.Length);
        var tokens = model.Tokenize(prompt, PromptTokens.OfUtterance);
        end = _prefix.Length + tokens.Length;
        return Steps.Decode(_context, tokens, _prefix.Length);
    }
}
