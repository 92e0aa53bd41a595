using Emotion.Ambiguity.Speech.Cues.Signals;
using MathNet.Numerics.Statistics;

namespace Emotion.Ambiguity.Speech.Cues.Pitch;

/// <summary>What is told of a pitch track. Null where no frame is voiced.</summary>
internal sealed record PitchFigures(double? Median, double? Low, double? High, double? RangeSemitones, double? DeviationSemitones, double? SlopeSemitones)
{
    public static PitchFigures Of(PitchTrack track)
    {
        var sorted = track.Hz.ToArray().Where(hz => hz > 0).Order().ToArray();
        if (sorted.Length == 0) return new PitchFigures(null, null, null, null, null, null);

        var line = new LineFit();
        for (var i = 0; i < track.Hz.Length; i++)
        {
            if (track.Hz[i] > 0) line.Add(track.Grid.TimeOf(i), Semitones(track.Hz[i]));
        }

        var (low, high) = (Quantile(sorted, 0.1), Quantile(sorted, 0.9));
        return new PitchFigures(
            Quantile(sorted, 0.5), low, high, Semitones(high) - Semitones(low),
            sorted.Select(Semitones).PopulationStandardDeviation(), line.Slope);
    }

    private static double Semitones(double hz) => 12 * Math.Log2(hz);

    private static double Quantile(double[] sorted, double share) => SortedArrayStatistics.QuantileCustom(sorted, share, QuantileDefinition.R7);
}
