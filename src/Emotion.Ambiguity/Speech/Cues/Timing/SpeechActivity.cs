using Emotion.Ambiguity.Speech.Cues.Signals;
using MathNet.Numerics.Statistics;

namespace Emotion.Ambiguity.Speech.Cues.Timing;

/// <summary>When there is speech, by energy: what is not much weaker than the loudest frames. Immutable and thread-safe.</summary>
internal sealed class SpeechActivity
{
    /// <summary>Two periods of the lowest voice and more, so that a single period does not ripple the contour.</summary>
    private const double WindowSeconds = 0.05;

    /// <summary>A clip whose loudest frame is weaker holds the noise of a converter, not speech; in dB re 2e-5.</summary>
    private const double FloorDecibels = 15;

    /// <summary>Shorter bursts between pauses are clicks.</summary>
    private const double MinSpeechSeconds = 0.05;

    private readonly bool[] _isSpeech;

    private SpeechActivity(FrameGrid grid, double[] decibels, bool[] isSpeech)
    {
        (Grid, Decibels, _isSpeech) = (grid, decibels, isSpeech);
        (First, Last) = (Array.IndexOf(isSpeech, true), Array.LastIndexOf(isSpeech, true));
    }

    public FrameGrid Grid { get; }

    /// <summary>The energy of each frame in dB re 2e-5; minus infinity where it is 0.</summary>
    public double[] Decibels { get; }

    /// <summary>The first frame of speech, or -1.</summary>
    public int First { get; }

    /// <summary>The last frame of speech, or -1.</summary>
    public int Last { get; }

    public bool HasSpeech => First >= 0;

    /// <summary>The time from the first to the last speech without the pauses between, in seconds.</summary>
    public double SpeechSeconds => _isSpeech.Count(s => s) * Grid.Step;

    /// <summary>The share of the time from first to last speech that is pauses.</summary>
    public double? PauseFraction => HasSpeech ? 1 - (double)_isSpeech.Count(s => s) / (Last - First + 1) : null;

    /// <summary>The longest pause between speech, in seconds; 0 where there is none.</summary>
    public double? LongestPauseSeconds
    {
        get
        {
            if (!HasSpeech) return null;
            var (longest, current) = (0, 0);
            for (var i = First; i <= Last; i++)
            {
                current = _isSpeech[i] ? 0 : current + 1;
                longest = Math.Max(longest, current);
            }

            return longest * Grid.Step;
        }
    }

    /// <summary>From the 10th to the 90th percentile of the energies of speech, in dB.</summary>
    public double? RangeDecibels
    {
        get
        {
            var sorted = Decibels.Where((db, i) => _isSpeech[i] && double.IsFinite(db)).Order().ToArray();
            return sorted.Length == 0 ? null : Quantile(sorted, 0.9) - Quantile(sorted, 0.1);
        }
    }

    public static SpeechActivity Of(VoiceSignal signal, AcousticCueOptions options)
    {
        var grid = FrameGrid.For(signal.Seconds, WindowSeconds, options.StepSeconds);
        var decibels = Energies(signal, grid);
        var isSpeech = new bool[grid.Count];
        var sorted = decibels.Where(double.IsFinite).Order().ToArray();
        if (sorted.Length > 0 && sorted[^1] >= FloorDecibels)
        {
            var limit = Quantile(sorted, 0.99) - options.PauseDepthDecibels;
            for (var i = 0; i < isSpeech.Length; i++) isSpeech[i] = decibels[i] >= limit;
            // Bursts first: a click in a pause must not make two short gaps of it.
            Flip(isSpeech, true, MinSpeechSeconds / grid.Step);
            Flip(isSpeech, false, options.MinPause.TotalSeconds / grid.Step);
        }

        return new SpeechActivity(grid, decibels, isSpeech);
    }

    public bool IsSpeechAt(double time) => Grid.Count > 0 && _isSpeech[Grid.FrameAt(time)];

    private static double[] Energies(VoiceSignal signal, FrameGrid grid)
    {
        var rate = signal.SampleRateHz;
        var window = new double[Math.Max(1, (int)(WindowSeconds * rate))];
        for (var i = 0; i < window.Length; i++) window[i] = 0.5 - 0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / window.Length);
        var weight = window.Sum();
        var decibels = new double[grid.Count];
        for (var frame = 0; frame < grid.Count; frame++)
        {
            var start = Math.Clamp((int)Math.Round(grid.TimeOf(frame) * rate - window.Length / 2d), 0, Math.Max(0, signal.Samples.Length - window.Length));
            var part = signal.Samples[start..Math.Min(signal.Samples.Length, start + window.Length)];
            double energy = 0;
            for (var i = 0; i < part.Length; i++) energy += window[i] * part[i] * part[i];
            decibels[frame] = energy > 0 ? SoundLevel.Decibels(energy / weight) : double.NegativeInfinity;
        }

        return decibels;
    }

    /// <summary>Turns runs that are too short; a run at either end of the clip is no pause and stays.</summary>
    private static void Flip(bool[] flags, bool value, double minFrames)
    {
        for (var i = 0; i < flags.Length; i++)
        {
            if (flags[i] != value) continue;
            var start = i;
            while (i + 1 < flags.Length && flags[i + 1] == value) i++;
            var isEdge = start == 0 || i == flags.Length - 1;
            if (i + 1 - start < minFrames && !isEdge) Array.Fill(flags, !value, start, i + 1 - start);
        }
    }

    private static double Quantile(double[] sorted, double share) => SortedArrayStatistics.QuantileCustom(sorted, share, QuantileDefinition.R7);
}
