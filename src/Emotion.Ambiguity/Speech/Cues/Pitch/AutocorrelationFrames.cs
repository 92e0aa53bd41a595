using Emotion.Ambiguity.Speech.Cues.Signals;

namespace Emotion.Ambiguity.Speech.Cues.Pitch;

/// <summary>
/// The candidates of each frame by autocorrelation: P. Boersma, "Accurate short-term analysis of the fundamental frequency and the
/// harmonics-to-noise ratio of a sampled sound", IFA Proceedings 17, 1993, 97-110. One caller at a time.
/// </summary>
/// <remarks>
/// A Hann window of three longest periods makes its own autocorrelation fall with the lag; the quotient of both is an estimate of the
/// sound's own autocorrelation (eq. 9), whose maxima are refined between samples.
/// </remarks>
internal sealed class AutocorrelationFrames
{
    private const int PeriodsInWindow = 3;
    private const int RefinementDepth = 70;

    private readonly VoiceSignal _signal;
    private readonly AcousticCueOptions _options;
    private readonly FrameTransform _fft;
    private readonly double[] _window;
    private readonly double[] _windowCorrelation;
    private readonly double[] _re;
    private readonly double[] _im;
    private readonly double[] _r;
    private readonly int _half;
    private readonly int _period;
    private readonly int _lags;

    public AutocorrelationFrames(VoiceSignal signal, AcousticCueOptions options)
    {
        (_signal, _options) = (signal, options);
        var seconds = PeriodsInWindow / options.PitchFloorHz;
        _half = (int)(seconds * signal.SampleRateHz) / 2 - 1;
        _period = (int)(signal.SampleRateHz / options.PitchFloorHz);
        Grid = _half < 2 ? new FrameGrid(0, 0, options.StepSeconds) : FrameGrid.For(signal.Seconds, seconds, options.StepSeconds);

        // Nothing folds back onto the lags that are looked at.
        _lags = Math.Max(2, _half);
        _fft = new FrameTransform(FrameTransform.SizeFor(2 * _half + _lags));
        (_re, _im) = (new double[_fft.Size], new double[_fft.Size]);
        _r = new double[2 * _lags + 1];
        _window = new double[Math.Max(0, 2 * _half)];
        for (var i = 0; i < _window.Length; i++) _window[i] = 0.5 - 0.5 * Math.Cos(2 * Math.PI * (i + 1) / (_window.Length + 1));
        _windowCorrelation = new double[_lags + 1];
        if (Grid.Count == 0) return;
        _window.CopyTo(_re, 0);
        Correlate();
        for (var lag = 0; lag <= _lags; lag++) _windowCorrelation[lag] = _re[lag] / _re[0];
    }

    public FrameGrid Grid { get; }

    public PitchCandidates Find(CancellationToken cancellationToken)
    {
        var candidates = new PitchCandidates(Grid.Count);
        for (var frame = 0; frame < Grid.Count; frame++)
        {
            if (frame % 100 == 0) cancellationToken.ThrowIfCancellationRequested();
            candidates.Intensity[frame] = Load(Grid.TimeOf(frame));
            if (candidates.Intensity[frame] > 0) FindMaxima(candidates, frame);
        }

        return candidates;
    }

    /// <summary>Leaves the normalised autocorrelation in _r (lag 0 in the middle); gives the peak about the middle of the frame, of the clip's.</summary>
    private double Load(double time)
    {
        var samples = _signal.Samples;
        // Sample i lies at (i + 1/2) / rate, the middle of what it stands for.
        var left = (int)Math.Floor(time * _signal.SampleRateHz - 0.5);
        var (from, to) = (Math.Max(0, left + 1 - _period), Math.Min(samples.Length, left + 1 + _period));
        double mean = 0;
        foreach (var sample in samples[from..to]) mean += sample;
        mean /= to - from;

        Array.Clear(_re);
        Array.Clear(_im);
        var start = left + 1 - _half;
        for (var i = 0; i < _window.Length; i++)
        {
            if ((uint)(start + i) < (uint)samples.Length) _re[i] = (samples[start + i] - mean) * _window[i];
        }

        double peak = 0;
        var reach = _period / 2 + 1;
        for (var i = Math.Max(0, _half - reach); i < Math.Min(_window.Length, _half + reach); i++) peak = Math.Max(peak, Math.Abs(_re[i]));
        if (peak <= _signal.Peak * 1e-12) return 0;

        Correlate();
        for (var lag = 0; lag <= _lags; lag++)
            _r[_lags + lag] = _r[_lags - lag] = _re[lag] / (_re[0] * _windowCorrelation[lag]);
        return Math.Min(1, peak / _signal.Peak);
    }

    private void FindMaxima(PitchCandidates candidates, int frame)
    {
        var last = Math.Min(_window.Length / PeriodsInWindow + 2, _lags);
        for (var lag = 2; lag < last; lag++)
        {
            var (before, here, after) = (_r[_lags + lag - 1], _r[_lags + lag], _r[_lags + lag + 1]);
            if (!(here > 0.5 * _options.VoicingThreshold && here > before && here >= after)) continue;
            var (position, strength) = SincPeak.Maximum(_r, _lags + lag, RefinementDepth);
            // Interpolated maxima may pass 1 in short windows; such a lag is no better than one as far below.
            if (strength > 1) strength = 1 / strength;
            candidates.Add(frame, _signal.SampleRateHz / (position - _lags), strength, _options.OctaveCost);
        }
    }

    private void Correlate()
    {
        _fft.Forward(_re, _im);
        for (var i = 0; i < _re.Length; i++) (_re[i], _im[i]) = (_re[i] * _re[i] + _im[i] * _im[i], 0);
        _fft.Forward(_re, _im);
    }
}
