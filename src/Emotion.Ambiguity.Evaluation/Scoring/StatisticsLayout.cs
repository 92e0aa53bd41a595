namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>Where each sum over items stands in a row of numbers. Every metric of a corpus is a function of these sums, so that a resampled corpus needs only resampled sums.</summary>
internal sealed class StatisticsLayout(int labelCount)
{
    public const int Bins = 10;

    public const int Count = 0;
    public const int KullbackLeibler = 1;
    public const int ReverseKullbackLeibler = 2;
    public const int CrossEntropy = 3;
    public const int JensenShannonDivergence = 4;
    public const int JensenShannonDistance = 5;
    public const int BhattacharyyaCoefficient = 6;
    public const int BhattacharyyaDistance = 7;
    public const int Hellinger = 8;
    public const int TotalVariation = 9;
    public const int Cosine = 10;
    public const int Brier = 11;
    public const int SquaredPearson = 12;
    public const int SquaredPearsonCount = 13;
    public const int Determination = 14;
    public const int DeterminationCount = 15;
    public const int TargetEntropy = 16;
    public const int PredictedEntropy = 17;
    public const int EntropyError = 18;
    public const int SquaredTargetEntropy = 19;
    public const int SquaredPredictedEntropy = 20;
    public const int EntropyProduct = 21;
    public const int SquaredError = 22;
    public const int SquaredTarget = 23;
    public const int TopTwoOverlap = 24;
    public const int ClassifiedCount = 25;

    /// <summary>The sum of the targets, a number a label.</summary>
    public const int Target = 26;

    public int LabelCount => labelCount;

    /// <summary>Items that are right, by label.</summary>
    public int TruePositive => Target + labelCount;

    /// <summary>Items by their top voted label.</summary>
    public int TopTarget => Target + (2 * labelCount);

    /// <summary>Items by their top predicted label.</summary>
    public int TopPredicted => Target + (3 * labelCount);

    /// <summary>Items in each bin of confidence.</summary>
    public int BinCount => Target + (4 * labelCount);

    /// <summary>The confidence of the items in each bin.</summary>
    public int BinConfidence => BinCount + Bins;

    /// <summary>The items in each bin that are right.</summary>
    public int BinRight => BinConfidence + Bins;

    /// <summary>The length of a row of sums.</summary>
    public int Width => BinRight + Bins;
}
