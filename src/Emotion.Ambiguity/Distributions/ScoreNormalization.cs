namespace Emotion.Ambiguity.Distributions;

/// <summary>How scores (logits, log-likelihoods, percentages) become probabilities. Each way has a name, because they do not agree.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ScoreNormalization
{
    private ScoreNormalization(ScoreNormalizationKind kind, double parameter) => (Kind, Parameter) = (kind, parameter);

    /// <summary>Which formula.</summary>
    public ScoreNormalizationKind Kind { get; }

    /// <summary>The temperature of a softmax or the delta of a shifted share; 0 for <see cref="ScoreNormalizationKind.Proportional"/>.</summary>
    public double Parameter { get; }

    /// <summary>
    /// p_n = z_n / sum_m z_m, eq. 2 of "Token-Level Logits Matter" (Interspeech 2025). Undefined when a score is negative or all are 0,
    /// and not invariant to adding a constant to all logits.
    /// </summary>
    public static ScoreNormalization Proportional { get; } = new(ScoreNormalizationKind.Proportional, 0);

    /// <summary>p_n proportional to exp(z_n / temperature). Defined for all finite scores.</summary>
    /// <param name="temperature">Above 0. Large values flatten, small ones sharpen.</param>
    /// <returns>The normalisation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not a finite number above 0.</exception>
    public static ScoreNormalization Softmax(double temperature = 1)
    {
        if (!(temperature > 0) || double.IsInfinity(temperature))
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "A softmax temperature must be a finite number above 0.");
        return new(ScoreNormalizationKind.Softmax, temperature);
    }

    /// <summary>p_n = (z_n - min z + delta) / sum of the same. Defined for all finite scores.</summary>
    /// <param name="delta">Above 0: what the lowest score keeps, in units of the score.</param>
    /// <returns>The normalisation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Delta is not a finite number above 0.</exception>
    public static ScoreNormalization ShiftedProportional(double delta = 1)
    {
        if (!(delta > 0) || double.IsInfinity(delta))
            throw new ArgumentOutOfRangeException(nameof(delta), delta, "The delta of a shifted share must be a finite number above 0.");
        return new(ScoreNormalizationKind.ShiftedProportional, delta);
    }

    /// <summary>The formula's name and its parameter.</summary>
    public override string ToString() => Kind == ScoreNormalizationKind.Proportional ? "Proportional" : FormattableString.Invariant($"{Kind}({Parameter})");
}
