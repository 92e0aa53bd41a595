using Emotion.Ambiguity.Speech.Cues.Pitch;
using Emotion.Ambiguity.Speech.Cues.Signals;
using Emotion.Ambiguity.Speech.Cues.Timing;
using MathNet.Numerics.Statistics;

namespace Emotion.Ambiguity.Speech.Cues.Spectra;

/// <summary>Means over a clip's spectra: of shape over the voiced frames, of loudness over all frames of speech.</summary>
internal sealed class SpectralFigures
{
    private readonly Mean _centroid = new();
    private readonly Mean _alpha = new();
    private readonly Mean _hammarberg = new();
    private readonly Mean _slopeLow = new();
    private readonly Mean _slopeMiddle = new();
    private readonly Mean _flux = new();
    private readonly List<double> _loudness = [];

    private SpectralFigures()
    {
    }

    public double? CentroidHz => _centroid.Value;

    public double? AlphaRatio => _alpha.Value;

    public double? HammarbergIndex => _hammarberg.Value;

    public double? SlopeLow => _slopeLow.Value;

    public double? SlopeMiddle => _slopeMiddle.Value;

    public double? Flux => _flux.Value;

    public double? Tilt { get; private set; }

    public static SpectralFigures Of(VoiceSignal signal, PitchTrack track, SpeechActivity activity, CancellationToken cancellationToken)
    {
        var figures = new SpectralFigures();
        if (signal.IsSilent) return figures;

        var (spectra, bands) = (new PowerSpectrum(signal), new MelBands());
        double[]? before = null, total = null;
        for (var frame = 0; frame < track.Grid.Count; frame++)
        {
            if (frame % 100 == 0) cancellationToken.ThrowIfCancellationRequested();
            var time = track.Grid.TimeOf(frame);
            var (isVoiced, isSpeech) = (track.Hz[frame] > 0, activity.IsSpeechAt(time));
            if (!isVoiced) before = null;
            if (!isVoiced && !isSpeech) continue;

            var power = spectra.At(time);
            if (isSpeech) figures._loudness.Add(bands.Loudness(power, spectra.BinHz));
            if (!isVoiced) continue;
            figures.AddShape(power, spectra.BinHz, before);
            total ??= new double[power.Length];
            for (var i = 0; i < power.Length; i++) total[i] += power[i];
            before ??= new double[power.Length];
            power.CopyTo(before);
        }

        if (total is not null) figures.Tilt = SpectralShape.Tilt(total, spectra.BinHz);
        figures._loudness.Sort();
        return figures;
    }

    /// <summary>A percentile of the loudness of speech; null where there is none.</summary>
    public double? LoudnessAt(double share) =>
        _loudness.Count == 0 ? null : SortedArrayStatistics.QuantileCustom([.. _loudness], share, QuantileDefinition.R7);

    private void AddShape(ReadOnlySpan<double> power, double binHz, double[]? before)
    {
        _centroid.Add(SpectralShape.CentroidHz(power, binHz));
        _alpha.Add(SpectralShape.AlphaRatio(power, binHz));
        _hammarberg.Add(SpectralShape.HammarbergIndex(power, binHz));
        _slopeLow.Add(SpectralShape.Slope(power, binHz, 0, 500));
        _slopeMiddle.Add(SpectralShape.Slope(power, binHz, 500, 1_500));
        if (before is not null) _flux.Add(SpectralShape.Flux(before, power));
    }

    private sealed class Mean
    {
        private double _sum;
        private int _count;

        public double? Value => _count > 0 ? _sum / _count : null;

        public void Add(double? value)
        {
            if (value is { } number) (_sum, _count) = (_sum + number, _count + 1);
        }
    }
}
