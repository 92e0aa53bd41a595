using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.Metrics;

/// <summary>The running sums behind a summary.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct MetricSums
{
    public long Count;
    public long SquaredPearsonCount;
    public long CoefficientOfDeterminationCount;
    public double KullbackLeibler;
    public double ReverseKullbackLeibler;
    public double CrossEntropy;
    public double JensenShannonDivergence;
    public double JensenShannonDistance;
    public double BhattacharyyaCoefficient;
    public double BhattacharyyaDistance;
    public double Hellinger;
    public double TotalVariation;
    public double CosineSimilarity;
    public double BrierScore;
    public double SquaredPearson;
    public double CoefficientOfDetermination;
    public double TargetEntropy;
    public double PredictedEntropy;
    public double AbsoluteEntropyError;

    public void Merge(in MetricSums other)
    {
        Count += other.Count;
        SquaredPearsonCount += other.SquaredPearsonCount;
        CoefficientOfDeterminationCount += other.CoefficientOfDeterminationCount;
        KullbackLeibler += other.KullbackLeibler;
        ReverseKullbackLeibler += other.ReverseKullbackLeibler;
        CrossEntropy += other.CrossEntropy;
        JensenShannonDivergence += other.JensenShannonDivergence;
        JensenShannonDistance += other.JensenShannonDistance;
        BhattacharyyaCoefficient += other.BhattacharyyaCoefficient;
        BhattacharyyaDistance += other.BhattacharyyaDistance;
        Hellinger += other.Hellinger;
        TotalVariation += other.TotalVariation;
        CosineSimilarity += other.CosineSimilarity;
        BrierScore += other.BrierScore;
        SquaredPearson += other.SquaredPearson;
        CoefficientOfDetermination += other.CoefficientOfDetermination;
        TargetEntropy += other.TargetEntropy;
        PredictedEntropy += other.PredictedEntropy;
        AbsoluteEntropyError += other.AbsoluteEntropyError;
    }

    public readonly DistributionMetricsSummary ToSummary(double? pooledCoefficientOfDetermination, double? entropyPearson) => new()
    {
        Count = Count,
        KullbackLeibler = Mean(KullbackLeibler),
        ReverseKullbackLeibler = Mean(ReverseKullbackLeibler),
        CrossEntropy = Mean(CrossEntropy),
        JensenShannonDivergence = Mean(JensenShannonDivergence),
        JensenShannonDistance = Mean(JensenShannonDistance),
        BhattacharyyaCoefficient = Mean(BhattacharyyaCoefficient),
        BhattacharyyaDistance = Mean(BhattacharyyaDistance),
        Hellinger = Mean(Hellinger),
        TotalVariation = Mean(TotalVariation),
        CosineSimilarity = Mean(CosineSimilarity),
        BrierScore = Mean(BrierScore),
        SquaredPearson = MetricMean.From(SquaredPearson, SquaredPearsonCount, Count),
        CoefficientOfDetermination = MetricMean.From(CoefficientOfDetermination, CoefficientOfDeterminationCount, Count),
        TargetEntropy = Mean(TargetEntropy),
        PredictedEntropy = Mean(PredictedEntropy),
        AbsoluteEntropyError = Mean(AbsoluteEntropyError),
        PooledCoefficientOfDetermination = pooledCoefficientOfDetermination,
        EntropyPearson = entropyPearson,
    };

    private readonly MetricMean Mean(double sum) => MetricMean.From(sum, Count, Count);
}
