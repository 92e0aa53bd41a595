using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.Speech.Resampling;

/// <summary>A Kaiser-windowed sinc, sampled at the fractions of an input sample that outputs fall on.</summary>
/// <remarks>
/// Pass band to 0.9 of the lower rate's Nyquist frequency, stop band from that Nyquist frequency on, 96 dB down. Where the two rates
/// share no large divisor the exact table would be huge; then a finer grid than the ear needs is interpolated linearly, whose error is
/// (pi * cutoff / grid)^2 / 8, about 119 dB down. Immutable and thread-safe.
/// </remarks>
internal sealed class SincFilter
{
    private const double StopBandDb = 96;
    private const double PassBandEdge = 0.9;
    private const int MaxExactTable = 1 << 18;
    private const int GridPerLowRateSample = 1024;

    private readonly float[] _rows;
    private readonly int _phases;
    private readonly int _grid;

    private SincFilter(float[] rows, int taps, int phases, int grid) => (_rows, Taps, _phases, _grid) = (rows, taps, phases, grid);

    /// <summary>Input samples that one output is made of; a multiple of what <see cref="Product"/> takes at once.</summary>
    public int Taps { get; }

    /// <summary>Of the taps, those before the sample that an output's position falls on or just after.</summary>
    public int Lead => Taps / 2 - 1;

    /// <summary>Designs the filter.</summary>
    /// <param name="inputHz">The rate of the input.</param>
    /// <param name="outputHz">The rate of the output.</param>
    /// <param name="phases">Fractions of an input sample that outputs fall on.</param>
    public static SincFilter Create(int inputHz, int outputHz, int phases)
    {
        var decimation = Math.Max(1, (double)inputHz / outputHz);
        var cutoff = (1 + PassBandEdge) / 2 / decimation;
        // Kaiser's formula for the length that reaches the stop band within the transition band.
        var halfWidth = (StopBandDb - 7.95) / (2.285 * (1 - PassBandEdge) * Math.PI) / 2 * decimation;
        var taps = 2 * RoundUp((int)halfWidth + 1, FixedOrderDot.Step / 2);

        var exact = (long)phases * taps <= MaxExactTable;
        var grid = exact ? phases : (int)Math.Ceiling(GridPerLowRateSample / decimation);
        var rows = new float[(exact ? grid : grid + 1) * taps];
        var row = new double[taps];
        for (var i = 0; i < rows.Length / taps; i++)
        {
            FillRow(row, (double)i / grid, cutoff, halfWidth);
            for (var tap = 0; tap < taps; tap++) rows[i * taps + tap] = (float)row[tap];
        }

        return new SincFilter(rows, taps, phases, grid);
    }

    /// <summary>One output.</summary>
    /// <param name="window">The input from <see cref="Lead"/> samples before the output's position, <see cref="Taps"/> long.</param>
    /// <param name="phase">The position's fraction of an input sample, in phases.</param>
    public float Product(ReadOnlySpan<float> window, int phase)
    {
        if (_grid == _phases) return FixedOrderDot.Product(window, Row(phase));

        var (row, rest) = Math.DivRem((long)phase * _grid, _phases);
        var low = FixedOrderDot.Product(window, Row((int)row));
        var high = FixedOrderDot.Product(window, Row((int)row + 1));
        return low + (high - low) * (float)((double)rest / _phases);
    }

    private ReadOnlySpan<float> Row(int index) => MemoryMarshal.CreateReadOnlySpan(ref _rows[index * Taps], Taps);

    private static void FillRow(double[] row, double fraction, double cutoff, double halfWidth)
    {
        const double Beta = 0.1102 * (StopBandDb - 8.7);
        var sum = 0.0;
        for (var tap = 0; tap < row.Length; tap++)
        {
            var time = tap - (row.Length / 2 - 1) - fraction;
            var edge = 1 - time * time / (halfWidth * halfWidth);
            row[tap] = edge <= 0 ? 0 : Sinc(cutoff * time) * BesselI0(Beta * Math.Sqrt(edge));
            sum += row[tap];
        }

        // Every row sums to 1, so that a constant stays the same constant at every output.
        for (var tap = 0; tap < row.Length; tap++) row[tap] /= sum;
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static double BesselI0(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > sum * 1e-17; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }

    private static int RoundUp(int value, int step) => (value + step - 1) / step * step;
}
