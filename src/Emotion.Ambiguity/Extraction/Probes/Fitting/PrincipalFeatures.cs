using MathNet.Numerics.LinearAlgebra;

namespace Emotion.Ambiguity.Extraction.Probes.Fitting;

/// <summary>
/// Standardised features in the directions in which they vary: as many as there are examples or features, whichever is fewer. W has the same length in these
/// directions, so that a penalty on it means the same, and a fit of 576 features on 100 examples is one of 100 features.
/// </summary>
internal sealed class PrincipalFeatures
{
    // Below this share of the largest variance there is rounding only.
    private const double Negligible = 1e-12;

    private readonly Matrix<double> _directions;

    private PrincipalFeatures(Matrix<double> directions, double[] values, double[] meanSquares) => (_directions, Values, MeanSquares) = (directions, values, meanSquares);

    /// <summary>The number of directions.</summary>
    public int Count => MeanSquares.Length;

    /// <summary>Each example's coordinates, example after example.</summary>
    public double[] Values { get; }

    /// <summary>The mean square of the coordinates in each direction.</summary>
    public double[] MeanSquares { get; }

    public static PrincipalFeatures Create(ProbeTable table)
    {
        var features = Matrix<double>.Build.DenseOfRowMajor(table.Count, table.Width, table.Features);
        var directions = table.Count < table.Width ? DirectionsByExamples(features) : DirectionsByFeatures(features);
        var coordinates = features * directions;
        var values = new double[table.Count * directions.ColumnCount];
        var meanSquares = new double[directions.ColumnCount];
        for (var i = 0; i < table.Count; i++)
        {
            for (var d = 0; d < meanSquares.Length; d++)
            {
                var value = values[(i * meanSquares.Length) + d] = coordinates[i, d];
                meanSquares[d] += value * value / table.Count;
            }
        }

        return new PrincipalFeatures(directions, values, meanSquares);
    }

    /// <summary>Weights on the features, of weights on the directions.</summary>
    public double[] ToFeatures(ReadOnlySpan<double> weights) => (_directions * Vector<double>.Build.DenseOfArray(weights.ToArray())).ToArray();

    private static Matrix<double> DirectionsByFeatures(Matrix<double> features)
    {
        var decomposition = features.TransposeThisAndMultiply(features).Evd(Symmetricity.Symmetric);
        var kept = Kept(decomposition.EigenValues.Select(v => v.Real).ToArray());
        return Columns(decomposition.EigenVectors, kept, features.ColumnCount);
    }

    /// <summary>With fewer examples than features: the directions are Z' u / s of the eigenvectors u of Z Z'.</summary>
    private static Matrix<double> DirectionsByExamples(Matrix<double> features)
    {
        var decomposition = features.TransposeAndMultiply(features).Evd(Symmetricity.Symmetric);
        var values = decomposition.EigenValues.Select(v => v.Real).ToArray();
        var kept = Kept(values);
        var directions = features.TransposeThisAndMultiply(Columns(decomposition.EigenVectors, kept, features.RowCount));
        for (var d = 0; d < kept.Length; d++) directions.SetColumn(d, directions.Column(d) / Math.Sqrt(values[kept[d]]));
        return directions;
    }

    private static int[] Kept(double[] eigenvalues)
    {
        var least = Negligible * eigenvalues.Max();
        return [.. Enumerable.Range(0, eigenvalues.Length).Where(d => eigenvalues[d] > least)];
    }

    private static Matrix<double> Columns(Matrix<double> matrix, int[] kept, int rows) =>
        kept.Length == 0 ? Matrix<double>.Build.Dense(rows, 1) : Matrix<double>.Build.DenseOfColumnVectors(kept.Select(matrix.Column));
}
