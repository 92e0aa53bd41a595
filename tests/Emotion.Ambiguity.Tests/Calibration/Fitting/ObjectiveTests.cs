using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Calibration.Fitting;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Tests.Calibration.Fitting;

/// <summary>The analytic derivatives against central differences.</summary>
public sealed class ObjectiveTests
{
    // The best step for central differences in double, and the error that it leaves.
    private const double Step = 1e-5;
    private const double Tolerance = 1e-7;

    [Fact]
    public void VectorObjective_Derivatives_AreThoseOfItsValue()
    {
        var objective = new VectorObjective(Table(), penalty: 2);
        double[] at = [0.9, 1.2, 0.4, 1.1, 0.1, -0.3, 0.6, 0.2];
        var (gradient, hessian) = objective.Derivatives(at);
        for (var n = 0; n < at.Length; n++)
        {
            var (up, down) = (Moved(at, n, Step), Moved(at, n, -Step));
            gradient[n].ShouldBe((objective.Value(up) - objective.Value(down)) / (2 * Step), Tolerance);
            var (gradientUp, gradientDown) = (objective.Derivatives(up).Gradient, objective.Derivatives(down).Gradient);
            for (var m = 0; m < at.Length; m++) hessian[n, m].ShouldBe((gradientUp[m] - gradientDown[m]) / (2 * Step), Tolerance);
        }
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(2.7)]
    public void ExponentialTilt_Derivatives_AreThoseOfItsValue(double theta)
    {
        var table = Table();
        var random = new Random(9);
        var tilt = new ExponentialTilt(table, table.LogPredictions, [.. table.Targets.Select(_ => random.NextDouble())], identity: 0);
        var (slope, curvature) = tilt.Derivatives(theta);
        slope.ShouldBe((tilt.Value(theta + Step) - tilt.Value(theta - Step)) / (2 * Step), Tolerance);
        curvature.ShouldBe((tilt.Derivatives(theta + Step).Slope - tilt.Derivatives(theta - Step).Slope) / (2 * Step), Tolerance);
    }

    private static double[] Moved(double[] at, int n, double by)
    {
        double[] moved = [.. at];
        moved[n] += by;
        return moved;
    }

    private static PairTable Table()
    {
        var taxonomy = EmotionTaxonomy.Paper4;
        var random = new Random(8);
        return PairTable.Create([.. Pairs.RandomPredictions(taxonomy, 30, 1, seed: 7).Select(p => new CalibrationPair(Pairs.DrawVotes(p, 4, random), p))]);
    }
}
