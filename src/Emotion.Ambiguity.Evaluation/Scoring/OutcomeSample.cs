using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>Entropies, confidence and hit of items, for the metrics that need all items at once: all of them, or a random part of bounded size.</summary>
internal sealed class OutcomeSample(long seed)
{
    /// <summary>More items than this are sampled (reservoir, algorithm R of Vitter 1985).</summary>
    public const int Capacity = 50_000;

    private readonly List<Outcome> _outcomes = [];
    private SplitMix _random = new(StableHash.Mix((ulong)seed ^ 0x0C0FFEEUL));
    private long _seen;

    public IReadOnlyList<Outcome> Outcomes => _outcomes;

    public bool IsComplete => _seen <= Capacity;

    public void Add(int group, EmotionDistribution target, EmotionDistribution prediction)
    {
        _seen++;
        var at = _outcomes.Count < Capacity ? _outcomes.Count : (int)Math.Min(int.MaxValue, (long)(_random.NextUnit() * _seen));
        if (at >= Capacity) return;
        var outcome = new Outcome(group, target.Entropy, prediction.Entropy, Math.Min(1, prediction[prediction.TopIndex]), prediction.TopIndex == target.TopIndex);
        if (at == _outcomes.Count) _outcomes.Add(outcome);
        else _outcomes[at] = outcome;
    }
}
