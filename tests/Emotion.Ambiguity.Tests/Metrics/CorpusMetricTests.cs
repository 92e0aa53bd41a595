using Emotion.Ambiguity.Metrics;

namespace Emotion.Ambiguity.Tests.Metrics;

public sealed class CorpusMetricTests
{
    [Fact]
    public void Overlap_TopTwo_CountsSharedLabelsInAnyOrder()
    {
        TopKAgreement.Overlap([0.5, 0.3, 0.2], [0.4, 0.5, 0.1], 2).ShouldBe(1);
        TopKAgreement.Overlap([0.5, 0.3, 0.2], [0.1, 0.5, 0.4], 2).ShouldBe(0.5);
        TopKAgreement.Overlap([1, 0, 0], [0, 0, 1], 1).ShouldBe(0);
        TopKAgreement.Overlap([1, 0, 0], [0, 0, 1], 9).ShouldBe(1);
    }

    [Fact]
    public void ContainsTop_TopLabelInSecondPlace_OnlyFromTwoOn()
    {
        TopKAgreement.ContainsTop([0.6, 0.4, 0], [0.3, 0.5, 0.2], 1).ShouldBeFalse();
        TopKAgreement.ContainsTop([0.6, 0.4, 0], [0.3, 0.5, 0.2], 2).ShouldBeTrue();
        Should.Throw<ArgumentOutOfRangeException>(() => TopKAgreement.ContainsTop([1, 0], [1, 0], 0));
    }

    [Fact]
    public void MultiLabel_HandCounted_GivesMicroAndMacroF1()
    {
        // Item 1: {0, 1} against {0}; item 2: {2} against {2, 0}. Label 0: TP 1, FP 1; label 1: FN 1; label 2: TP 1.
        var scores = MultiLabelScores.From([0.5, 0.5, 0, 0, 0.1, 0.9], [0.8, 0.1, 0.1, 0.4, 0, 0.6], 3, 0.3);

        scores.Count.ShouldBe(2);
        scores.MicroF1!.Value.ShouldBe(4.0 / 6, 1e-15);
        scores.MacroF1!.Value.ShouldBe(((2.0 / 3) + 0 + 1) / 3, 1e-15);
        scores.ExactMatch.ShouldBe(0);
    }

    [Fact]
    public void MultiLabel_ThresholdForEachSide_IsUsed() =>
        MultiLabelScores.From([0.1 + 0.2, 0.7], [0.5, 0.5], 2, 0.3, 0.5).ExactMatch.ShouldBe(1);

    [Fact]
    public void MultiLabel_NothingReachesTheThreshold_IsAbsent()
    {
        MultiLabelScores.From([], [], 2, 0.5).ExactMatch.ShouldBeNull();
        var scores = MultiLabelScores.From([0.5, 0.5], [0.5, 0.5], 2, 0.9);
        (scores.MicroF1, scores.MacroF1, scores.ExactMatch).ShouldBe((null, null, 1.0));
        Should.Throw<ArgumentOutOfRangeException>(() => MultiLabelScores.From([], [], 2, 0));
    }

    [Fact]
    public void Concordance_KnownCases_AreTheClosedForms()
    {
        ConcordanceCorrelation.Coefficient([1, 2, 3], [1, 2, 3]).ShouldBe(1);
        ConcordanceCorrelation.Coefficient([1, 2, 3], [3, 2, 1]).ShouldBe(-1);

        // Shifted by 1: variance 2/3 on both sides, so 2 * 2/3 / (4/3 + 1) = 4/7.
        ConcordanceCorrelation.Coefficient([1, 2, 3], [2, 3, 4])!.Value.ShouldBe(4.0 / 7, 1e-15);
        ConcordanceCorrelation.Coefficient([1e9 + 1, 1e9 + 2, 1e9 + 3], [1e9 + 2, 1e9 + 3, 1e9 + 4])!.Value.ShouldBe(4.0 / 7, 1e-12);
        ConcordanceCorrelation.Coefficient([5, 5], [6, 6]).ShouldBe(0);
    }

    [Fact]
    public void Concordance_Undefined_IsAbsentAndBadInputThrows()
    {
        ConcordanceCorrelation.Coefficient([], []).ShouldBeNull();
        ConcordanceCorrelation.Coefficient([5, 5], [5, 5]).ShouldBeNull();
        Should.Throw<ArgumentException>(() => ConcordanceCorrelation.Coefficient([1], []));
        Should.Throw<ArgumentException>(() => ConcordanceCorrelation.Coefficient([double.NaN], [1]));
    }

    [Fact]
    public void EqualWidthBins_HandCounted_GivesBinsAndError()
    {
        // Confidences 0.8 (right), 0.7 (wrong), 1 (right); two bins: all in the upper one.
        double[] targets = [1, 0, 1, 0, 0, 1];
        double[] predictions = [0.8, 0.2, 0.3, 0.7, 0, 1];

        var bins = CalibrationError.EqualWidthBins(targets, predictions, 2, 2);

        bins[0].ShouldBe(new ReliabilityBin(0, 0.5, 0, null, null));
        bins[1].Count.ShouldBe(3);
        CalibrationError.Expected(bins)!.Value.ShouldBe((2.5 / 3) - (2.0 / 3), 1e-15);
    }

    [Fact]
    public void EqualMassBins_TiedConfidences_StayTogether()
    {
        double[] targets = [1, 0, 1, 0, 0, 1, 1, 0];
        double[] predictions = [0.6, 0.4, 0.6, 0.4, 0.4, 0.6, 0.9, 0.1];

        var bins = CalibrationError.EqualMassBins(targets, predictions, 2, 2);

        bins.Select(b => b.Count).ShouldBe([3, 1]);
        (bins[0].Lower, bins[0].Upper).ShouldBe((0.6, 0.6));
        CalibrationError.Expected(bins)!.Value.ShouldBe(((3 * 0.4) + 0.1) / 4, 1e-15);
    }

    [Fact]
    public void CalibrationError_NoItem_IsAbsent()
    {
        CalibrationError.Expected(CalibrationError.EqualWidthBins([], [], 4, 10)).ShouldBeNull();
        CalibrationError.Expected(CalibrationError.EqualMassBins([], [], 4, 10)).ShouldBeNull();
        Should.Throw<ArgumentOutOfRangeException>(() => CalibrationError.EqualWidthBins([], [], 4, 0));
    }

    [Fact]
    public void EntropyCorrelation_RankedAlikeButNotLinear_SpearmanIs1()
    {
        EntropyAgreement.SpearmanCorrelation([0.1, 0.2, 0.3], [0.1, 0.2, 0.9]).ShouldBe(1);
        EntropyAgreement.PearsonCorrelation([0.1, 0.2, 0.3], [0.3, 0.2, 0.1])!.Value.ShouldBe(-1, 1e-12);
    }

    [Fact]
    public void EntropyCorrelation_RoundingSplitsATie_ToleranceMendsIt()
    {
        double[] targets = [0.3, 0.1 + 0.2, 0.5, 0.6];
        double[] predictions = [0.1, 0.1, 0.2, 0.3];

        EntropyAgreement.SpearmanCorrelation(targets, predictions)!.Value.ShouldBeLessThan(1);
        EntropyAgreement.SpearmanCorrelation(targets, predictions, 1e-12)!.Value.ShouldBe(1, 1e-12);
        Should.Throw<ArgumentOutOfRangeException>(() => EntropyAgreement.SpearmanCorrelation(targets, predictions, 0));
    }

    [Fact]
    public void EntropyCorrelation_Undefined_IsAbsent()
    {
        EntropyAgreement.PearsonCorrelation([], []).ShouldBeNull();
        EntropyAgreement.PearsonCorrelation([1], [1]).ShouldBeNull();
        EntropyAgreement.PearsonCorrelation([1, 1], [1, 2]).ShouldBeNull();
        EntropyAgreement.SpearmanCorrelation([1, 2], [1, 1], 0.1).ShouldBeNull();
        Should.Throw<ArgumentException>(() => EntropyAgreement.PearsonCorrelation([1], [1, 2]));
        Should.Throw<ArgumentException>(() => EntropyAgreement.PearsonCorrelation([1, double.NaN], [1, 2]));
    }

    [Fact]
    public void EntropyError_LessCertainPrediction_IsAboveZero() =>
        EntropyAgreement.Error([1, 0], [0.5, 0.5]).ShouldBe(Math.Log(2), 1e-15);

    [Fact]
    public void SquaredPearson_MostlyUniform_ScoresOneBecauseItIsBlindToScale()
    {
        double[] target = [0.7, 0.2, 0.1, 0];
        double[] mixed = [.. target.Select(t => (0.9 * 0.25) + (0.1 * t))];

        DistributionFit.SquaredPearson(target, mixed)!.Value.ShouldBe(1, 1e-12);
        DistributionFit.CoefficientOfDetermination(target, mixed)!.Value.ShouldBe(0.19, 1e-12);
        DistributionFit.CoefficientOfDetermination(target, [0.25, 0.25, 0.25, 0.25])!.Value.ShouldBe(0, 1e-12);
    }

    [Fact]
    public void PooledFit_NoItem_IsAbsent() => DistributionFit.PooledCoefficientOfDetermination([], [], 3).ShouldBeNull();
}
