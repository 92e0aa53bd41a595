using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Recognition.Streaming;

/// <summary>The mean of a stream's distributions, weighted exponentially over speech time: see <see cref="StreamingUpdate.Running"/>. One caller at a time.</summary>
internal sealed class RunningDistribution(EmotionTaxonomy taxonomy, TimeSpan halfLife)
{
    private readonly double[] _weighted = new double[taxonomy.Count];

    /// <summary>The mean so far; null before the first distribution.</summary>
    public EmotionDistribution? Current { get; private set; }

    /// <summary>Adds a segment's distribution.</summary>
    /// <param name="distribution">The distribution, over the taxonomy.</param>
    /// <param name="speech">How long the speech was, above 0.</param>
    public void Add(EmotionDistribution distribution, TimeSpan speech)
    {
        // Dividing by the sum of all weights keeps a short first segment from counting as everything before the stream.
        var kept = Math.Pow(2, -(speech / halfLife));
        for (var n = 0; n < _weighted.Length; n++) _weighted[n] = kept * _weighted[n] + (1 - kept) * distribution[n];
        Current = EmotionDistribution.FromWeights(taxonomy, _weighted);
    }
}
