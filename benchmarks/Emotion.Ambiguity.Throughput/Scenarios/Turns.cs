using System.Diagnostics;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Throughput.Measuring;

namespace Emotion.Ambiguity.Throughput.Scenarios;

/// <summary>Turns of a recognizer over many utterances.</summary>
internal static class Turns
{
    /// <summary>Recognises all and measures from the first request to the last result.</summary>
    /// <exception cref="InvalidOperationException">An utterance failed: figures over a part would mislead.</exception>
    public static async Task<(Work Work, RecognitionResult[] Results)> RecognizeAsync(AmbiguousEmotionRecognizer recognizer, IEnumerable<Utterance> utterances, CancellationToken cancellationToken)
    {
        var results = new List<RecognitionResult>();
        var started = Stopwatch.GetTimestamp();
        await foreach (var outcome in recognizer.RecognizeManyAsync(utterances, cancellationToken))
            results.Add(outcome.Result ?? throw new InvalidOperationException($"An utterance failed: {outcome.Error!.Message}", outcome.Error));
        return (new Work(results.Count, Stopwatch.GetElapsedTime(started)), [.. results]);
    }

    public static Task<(Work Work, RecognitionResult[] Results)> RecognizeAsync(AmbiguousEmotionRecognizer recognizer, IEnumerable<string> texts, CancellationToken cancellationToken) =>
        RecognizeAsync(recognizer, texts.Select(text => Utterance.FromText(text)), cancellationToken);

    /// <summary>Tokens that were computed: prompts without what was kept of them, and answers; label continuations are not counted.</summary>
    public static long Tokens(IEnumerable<RecognitionResult> results) =>
        results.SelectMany(r => r.Windows).Sum(w => (long)(w.Diagnostics.PromptTokens - w.Diagnostics.ReusedPromptTokens + w.Diagnostics.OutputTokens));
}
