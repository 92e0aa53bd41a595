using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.Metrics;

/// <summary>Counts the top labels of votes and predictions, item by item, into a <see cref="ConfusionMatrix"/>.</summary>
/// <remarks>One caller at a time. Adding an item allocates nothing.</remarks>
public sealed class ConfusionCounter
{
    private readonly int _labelCount;
    private readonly TargetTiePolicy _tiePolicy;
    private readonly long[] _counts;
    private long _leftOut;

    /// <summary>Creates a counter that leaves out items whose voters are tied.</summary>
    /// <param name="labelCount">The number of labels, 1 or more.</param>
    public ConfusionCounter(int labelCount)
        : this(labelCount, TargetTiePolicy.LeaveOut)
    {
    }

    /// <summary>Creates a counter.</summary>
    /// <param name="labelCount">The number of labels, 1 or more.</param>
    /// <param name="tiePolicy">What becomes of items whose voters are tied (highest probabilities within 1e-12).</param>
    public ConfusionCounter(int labelCount, TargetTiePolicy tiePolicy)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(labelCount);
        if (!Enum.IsDefined(tiePolicy)) throw new ArgumentOutOfRangeException(nameof(tiePolicy), tiePolicy, "Unknown tie policy.");
        (_labelCount, _tiePolicy, _counts) = (labelCount, tiePolicy, new long[labelCount * labelCount]);
    }

    /// <summary>Counts one item.</summary>
    /// <param name="target">The votes as probabilities.</param>
    /// <param name="predicted">The prediction.</param>
    /// <exception cref="ArgumentException">Another number of labels, or numbers that are no distribution.</exception>
    public void Add(ReadOnlySpan<double> target, ReadOnlySpan<double> predicted)
    {
        ProbabilityPair.Check(target, predicted);
        if (target.Length != _labelCount) throw new ArgumentException($"This counter takes {_labelCount} labels, but there are {target.Length}.", nameof(target));
        var right = ProbabilityTies.FirstMaximum(target);
        var guess = ProbabilityTies.FirstMaximum(predicted);
        if (_tiePolicy != TargetTiePolicy.FirstLabel && ProbabilityTies.CountMaxima(target) > 1)
        {
            if (_tiePolicy == TargetTiePolicy.LeaveOut)
            {
                _leftOut++;
                return;
            }

            if (target[right] - target[guess] <= ProbabilityTies.Tolerance) right = guess;
        }

        _counts[(right * _labelCount) + guess]++;
    }

    /// <summary>Counts one item.</summary>
    /// <param name="target">The votes.</param>
    /// <param name="predicted">The prediction.</param>
    /// <exception cref="ArgumentException">The two are over different taxonomies, or another number of labels.</exception>
    public void Add(EmotionDistribution target, EmotionDistribution predicted)
    {
        ProbabilityPair.Check(target, predicted);
        Add(target.Probabilities, predicted.Probabilities);
    }

    /// <summary>What was counted so far.</summary>
    /// <returns>A matrix that later items leave as it is.</returns>
    public ConfusionMatrix ToMatrix() => new(_labelCount, _counts, _leftOut);
}
