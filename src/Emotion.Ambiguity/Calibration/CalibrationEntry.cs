namespace Emotion.Ambiguity.Calibration;

/// <summary>The calibrator of one extractor, and how well it did when it was fitted. Immutable and thread-safe.</summary>
public sealed record CalibrationEntry
{
    private readonly int? _pairCount;
    private readonly double? _before;
    private readonly double? _after;

    /// <summary>Creates an entry.</summary>
    /// <param name="extractor">The name of the extractor whose predictions it corrects.</param>
    /// <param name="calibrator">What corrects them.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public CalibrationEntry(string extractor, DistributionCalibrator calibrator)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(extractor);
        ArgumentNullException.ThrowIfNull(calibrator);
        (Extractor, Calibrator) = (extractor, calibrator);
    }

    /// <summary>The extractor's name ("likelihood").</summary>
    public string Extractor { get; }

    /// <summary>What corrects its predictions.</summary>
    public DistributionCalibrator Calibrator { get; }

    /// <summary>How many items it was fitted on, at least 1; null where it is not known.</summary>
    public int? PairCount
    {
        get => _pairCount;
        init => _pairCount = value is null or > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "PairCount must be at least 1.");
    }

    /// <summary>Mean KL(votes || prediction) in nats on items held out of the fit, before calibration; at least 0, null where it was not measured.</summary>
    public double? KullbackLeiblerBefore
    {
        get => _before;
        init => _before = CheckDivergence(value, nameof(KullbackLeiblerBefore));
    }

    /// <summary>The same after calibration.</summary>
    public double? KullbackLeiblerAfter
    {
        get => _after;
        init => _after = CheckDivergence(value, nameof(KullbackLeiblerAfter));
    }

    private static double? CheckDivergence(double? value, string name) =>
        value is null || (value >= 0 && double.IsFinite(value.Value)) ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number of at least 0.");
}
