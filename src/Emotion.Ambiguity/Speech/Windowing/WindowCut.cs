using Emotion.Ambiguity.Speech.Resampling;

namespace Emotion.Ambiguity.Speech.Windowing;

/// <summary>Decides where a window ends. All lengths are samples at <see cref="Audio.SpeechSampleRateHz"/>. Immutable and thread-safe.</summary>
internal sealed class WindowCut
{
    private const int MinRest = Audio.SpeechSampleRateHz / 2;
    private const int Hop = Audio.SpeechSampleRateHz / 100;

    private readonly int _limit;
    private readonly int _search;
    private readonly int _quiet;

    public WindowCut(AudioWindowOptions options)
    {
        var faults = new List<string>();
        options.Validate(faults);
        if (faults.Count > 0) throw new ArgumentException(string.Join(" ", faults), nameof(options));

        _limit = Samples(options.MaxDuration);
        _search = Math.Min(_limit / 2, Samples(options.SearchDuration));
        _quiet = Samples(options.QuietDuration) / FixedOrderDot.Step * FixedOrderDot.Step;
    }

    /// <summary>Samples to have at hand before <see cref="LengthOf"/> is asked, unless the clip ends before.</summary>
    public int LookAhead => _limit + MinRest;

    /// <summary>How long the next window is.</summary>
    /// <param name="samples">What is left of the clip: all of it, or at least <see cref="LookAhead"/>.</param>
    /// <remarks>Never more than the limit, and never so much that less than half a second would be left over.</remarks>
    public int LengthOf(ReadOnlySpan<float> samples)
    {
        if (samples.Length <= _limit) return samples.Length;

        var latest = Math.Min(_limit, samples.Length - MinRest);
        var earliest = Math.Min(latest, _limit - _search);
        var (best, lowest) = (latest, float.PositiveInfinity);
        // From the end, so that of spots equally quiet the latest wins.
        for (var middle = latest; middle >= earliest; middle -= Hop)
        {
            var spot = samples.Slice(middle - _quiet / 2, _quiet);
            var energy = FixedOrderDot.Product(spot, spot);
            if (energy < lowest) (best, lowest) = (middle, energy);
        }

        return best;
    }

    private static int Samples(TimeSpan duration) =>
        (int)Math.Min(int.MaxValue, duration.Ticks / (TimeSpan.TicksPerSecond / Audio.SpeechSampleRateHz));
}
