using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Trials.Running;

/// <summary>A recognizer that callers share, and what it says of each input when nobody else asks.</summary>
internal sealed record Served(AmbiguousEmotionRecognizer Recognizer, IReadOnlyDictionary<string, EmotionDistribution> Alone)
{
    /// <summary>Asks a recognizer for every input, one after another: what callers in company must get, to the last bit.</summary>
    public static async Task<Served> AfterAllAloneAsync(AmbiguousEmotionRecognizer recognizer)
    {
        var alone = new Dictionary<string, EmotionDistribution>(StringComparer.Ordinal);
        foreach (var (name, utterance) in Workload.Inputs()) alone[name] = (await recognizer.RecognizeAsync(utterance())).Distribution!;
        return new Served(recognizer, alone);
    }
}
