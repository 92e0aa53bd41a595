namespace Emotion.Ambiguity.Speech.Cues.Spectra;

/// <summary>26 triangular bands from 20 Hz to 8 kHz, equally wide in mel. Immutable and thread-safe.</summary>
internal sealed class MelBands
{
    private const int Count = 26;

    private readonly double[] _edges;

    public MelBands()
    {
        _edges = new double[Count + 2];
        var (low, high) = (Mel(20), Mel(8_000));
        for (var i = 0; i < _edges.Length; i++) _edges[i] = 700 * (Math.Pow(10, (low + (high - low) * i / (Count + 1)) / 2_595) - 1);
    }

    /// <summary>The sum over the bands of power^0.3 (Stevens' power law), as in the loudness of eGeMAPS.</summary>
    /// <param name="power">Power of each bin, re 4e-10.</param>
    /// <param name="binHz">The distance of bins in Hz.</param>
    public double Loudness(ReadOnlySpan<double> power, double binHz)
    {
        double sum = 0;
        for (var band = 0; band < Count; band++)
        {
            var (low, middle, high) = (_edges[band], _edges[band + 1], _edges[band + 2]);
            double inBand = 0;
            for (var bin = (int)Math.Ceiling(low / binHz); bin < power.Length && bin * binHz < high; bin++)
            {
                var hz = bin * binHz;
                inBand += power[bin] * (hz < middle ? (hz - low) / (middle - low) : (high - hz) / (high - middle));
            }

            sum += Math.Pow(inBand, 0.3);
        }

        return sum;
    }

    private static double Mel(double hz) => 2_595 * Math.Log10(1 + hz / 700);
}
