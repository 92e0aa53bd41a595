using System.Collections.Immutable;
using MathNet.Numerics.Statistics;

namespace Emotion.Ambiguity.Speech.Cues.Norms;

/// <summary>The quantiles of each cue in steps of 5 %. Immutable and thread-safe.</summary>
internal sealed class CueQuantiles
{
    /// <summary>From the minimum to the maximum.</summary>
    public const int Points = 21;

    private readonly ImmutableArray<double>[] _byCue;

    /// <param name="byCue">For each cue in order: <see cref="Points"/> values, ascending, or none where nothing is known.</param>
    public CueQuantiles(ImmutableArray<double>[] byCue) => _byCue = byCue;

    public ImmutableArray<double> this[AcousticCue cue] => _byCue[(int)cue];

    public static CueQuantiles Of(AcousticCues[] clips, int minClips)
    {
        var byCue = new ImmutableArray<double>[AcousticCues.Count];
        for (var cue = 0; cue < byCue.Length; cue++)
        {
            var sorted = clips.Select(c => c[(AcousticCue)cue]).OfType<double>().Order().ToArray();
            byCue[cue] = sorted.Length < minClips
                ? []
                : [.. Enumerable.Range(0, Points).Select(p => SortedArrayStatistics.QuantileCustom(sorted, p / (Points - 1d), QuantileDefinition.R7))];
        }

        return new CueQuantiles(byCue);
    }

    public double? PercentileOf(AcousticCue cue, double value)
    {
        var points = _byCue[(int)cue];
        if (points.IsEmpty) return null;
        // Where several quantiles are equal (no pause in most clips), the middle of them.
        var below = points.Count(p => p < value);
        var atMost = points.Count(p => p <= value);
        var position = atMost > below ? (below + atMost - 1) / 2d
            : below == 0 ? 0
            : below == Points ? Points - 1
            : below - 1 + (value - points[below - 1]) / (points[below] - points[below - 1]);
        return position / (Points - 1);
    }
}
