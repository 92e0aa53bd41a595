using Emotion.Ambiguity.Speech.Cues.Signals;

namespace Emotion.Ambiguity.Speech.Cues.Spectra;

/// <summary>The power spectrum of 25 ms under a Hann window. One caller at a time.</summary>
internal sealed class PowerSpectrum
{
    private const double WindowSeconds = 0.025;

    private readonly VoiceSignal _signal;
    private readonly FrameTransform _fft;
    private readonly double[] _window;
    private readonly double[] _re;
    private readonly double[] _im;
    private readonly double[] _power;
    private readonly double _scale;

    public PowerSpectrum(VoiceSignal signal)
    {
        _signal = signal;
        _window = new double[Math.Max(4, (int)(WindowSeconds * signal.SampleRateHz))];
        for (var i = 0; i < _window.Length; i++) _window[i] = 0.5 - 0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / _window.Length);
        _fft = new FrameTransform(FrameTransform.SizeFor(_window.Length));
        (_re, _im, _power) = (new double[_fft.Size], new double[_fft.Size], new double[_fft.Size / 2 + 1]);
        // So that the bins add up to the frame's mean square under the window, re 4e-10.
        _scale = 2 / (_window.Sum(w => w * w) * _fft.Size * SoundLevel.ReferencePower);
    }

    /// <summary>The distance of bins in Hz.</summary>
    public double BinHz => (double)_signal.SampleRateHz / _fft.Size;

    /// <summary>The power of each bin from 0 to half the rate, valid until the next call.</summary>
    public ReadOnlySpan<double> At(double time)
    {
        Array.Clear(_re);
        Array.Clear(_im);
        var start = (int)Math.Round(time * _signal.SampleRateHz - _window.Length / 2d);
        for (var i = 0; i < _window.Length; i++)
        {
            if ((uint)(start + i) < (uint)_signal.Samples.Length) _re[i] = _signal.Samples[start + i] * _window[i];
        }

        _fft.Forward(_re, _im);
        for (var i = 0; i < _power.Length; i++) _power[i] = (_re[i] * _re[i] + _im[i] * _im[i]) * _scale;
        return _power;
    }
}
