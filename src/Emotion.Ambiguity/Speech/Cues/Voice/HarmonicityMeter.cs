using Emotion.Ambiguity.Speech.Cues.Signals;

namespace Emotion.Ambiguity.Speech.Cues.Voice;

/// <summary>
/// The harmonics-to-noise ratio, in the manner of Praat's "To Harmonicity (cc)": how alike a stretch of one longest period is to the stretch
/// one period later, 10 log10(r / (1 - r)). One caller at a time.
/// </summary>
internal sealed class HarmonicityMeter
{
    private const double SilenceThreshold = 0.1;
    private const int Depth = 70;

    /// <summary>How far a parabola may be off a sinc.</summary>
    private const double GuessError = 0.15;

    private readonly VoiceSignal _signal;
    private readonly FrameGrid _grid;
    private readonly int _window;
    private readonly int _maxLag;
    private readonly double[] _frame;
    private readonly double[] _r;

    public HarmonicityMeter(VoiceSignal signal, AcousticCueOptions options)
    {
        _signal = signal;
        var period = 1 / options.PitchFloorHz;
        _window = (int)(signal.SampleRateHz * period);
        _maxLag = _window + 2;
        _grid = FrameGrid.For(signal.Seconds, 2 * period, options.StepSeconds);
        _frame = new double[_window + _maxLag + 1];
        _r = new double[2 * _maxLag + 1];
    }

    /// <returns>The mean over the frames that are periodic at all, in dB; null where there is none.</returns>
    public double? Mean(CancellationToken cancellationToken)
    {
        if (_signal.IsSilent) return null;
        var (sum, count) = (0d, 0);
        for (var frame = 0; frame < _grid.Count; frame++)
        {
            if (frame % 100 == 0) cancellationToken.ThrowIfCancellationRequested();
            if (RatioAt(_grid.TimeOf(frame)) is not { } decibels) continue;
            (sum, count) = (sum + decibels, count + 1);
        }

        return count > 0 ? sum / count : null;
    }

    private double? RatioAt(double time)
    {
        if (!Load(time, out var intensity)) return null;
        var r = Strongest();
        // Quiet frames need more likeness to count, and silent ones cannot have enough.
        var unvoiced = Math.Max(0, 2 - intensity / SilenceThreshold);
        if (!(r > unvoiced)) return null;
        return 10 * Math.Log10(r / Math.Max(1 - r, 1e-15));
    }

    /// <summary>Leaves the cross-correlation in _r (lag 0 in the middle).</summary>
    private bool Load(double time, out double intensity)
    {
        var samples = _signal.Samples;
        var left = (int)Math.Floor(time * _signal.SampleRateHz - 0.5);
        var (from, to) = (Math.Max(0, left + 1 - _window), Math.Min(samples.Length, left + 1 + _window));
        double mean = 0;
        foreach (var sample in samples[from..to]) mean += sample;
        mean /= to - from;

        var start = Math.Max(0, left + 1 - _window);
        var length = Math.Min(_frame.Length, samples.Length - start);
        for (var i = 0; i < length; i++) _frame[i] = samples[start + i] - mean;
        var lags = Math.Min(_maxLag, length - _window);

        double peak = 0;
        var reach = _window / 2 + 1;
        for (var i = Math.Max(0, _window - reach); i < Math.Min(length, _window + reach); i++) peak = Math.Max(peak, Math.Abs(_frame[i]));
        intensity = Math.Min(1, peak / _signal.Peak);
        // Below it, even a perfect period would not count.
        if (intensity <= SilenceThreshold || lags < 2) return false;

        Array.Clear(_r);
        var own = _frame.AsSpan(0, _window);
        var energy = FixedOrderSum.Product(own, own);
        var other = energy;
        _r[_maxLag] = 1;
        for (var lag = 1; lag <= lags; lag++)
        {
            other += _frame[lag + _window - 1] * _frame[lag + _window - 1] - _frame[lag - 1] * _frame[lag - 1];
            var norm = Math.Sqrt(energy * Math.Max(0, other));
            // The running energy of a stretch that falls silent is rounding, hence the limit.
            var r = norm > 0 ? Math.Clamp(FixedOrderSum.Product(own, _frame.AsSpan(lag, _window)) / norm, -1, 1) : 0;
            _r[_maxLag + lag] = _r[_maxLag - lag] = r;
        }

        return true;
    }

    private double Strongest()
    {
        double likely = 0, strongest = 0;
        for (var lag = 2; lag < _maxLag; lag++) likely = Math.Max(likely, Guess(lag));
        for (var lag = 2; lag < _maxLag; lag++)
        {
            // Refining all maxima would be most of the work of a clip; those far below cannot win.
            if (!(Guess(lag) is > 0 and var guess && guess > likely - GuessError)) continue;
            var (_, value) = SincPeak.Maximum(_r, _maxLag + lag, Depth);
            strongest = Math.Max(strongest, value > 1 ? 1 / value : value);
        }

        return strongest;
    }

    /// <summary>About how high the maximum at a lag is; 0 where there is none.</summary>
    private double Guess(int lag)
    {
        var (before, here, after) = (_r[_maxLag + lag - 1], _r[_maxLag + lag], _r[_maxLag + lag + 1]);
        return here > 0 && here > before && here >= after ? SincPeak.Guess(before, here, after) : 0;
    }
}
