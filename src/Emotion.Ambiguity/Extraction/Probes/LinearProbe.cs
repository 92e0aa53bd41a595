using System.Collections.Immutable;
using System.Numerics.Tensors;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction.Probes.Files;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Extraction.Probes;

/// <summary>
/// Reads a distribution out of a vector of features: p = softmax(W z + b), where z_i = (x_i - mean_i) / scale_i. The features are a model's hidden state, or
/// any numbers that are measured of an utterance (acoustic cues).
/// </summary>
/// <remarks>
/// Immutable and thread-safe. Alain and Bengio, "Understanding intermediate layers using linear classifier probes", ICLR workshop 2017; here it is trained on
/// votes, not on right labels (<see cref="ProbeFit"/>). Two probes are equal when all their numbers and words are. Saved as JSON (docs/extractors/probe.md has the format); numbers come back as the same doubles.
/// Unknown fields of a file are ignored.
/// </remarks>
public sealed record LinearProbe
{
    /// <summary>The version of the format that is written and read.</summary>
    public const int FormatVersion = 1;

    /// <summary>Numbers that no training gives; with them a score could be larger than a number can be.</summary>
    private const double LargestSize = 1e100;

    private readonly double[] _weights;
    private readonly ImmutableArray<string> _featureNames = [];
    private readonly HiddenStateKind _hiddenState;
    private readonly int? _exampleCount;

    /// <summary>Creates a probe of known numbers, each of a size of 1e100 at most.</summary>
    /// <param name="taxonomy">The labels.</param>
    /// <param name="means">The mean of each feature, 1 feature or more.</param>
    /// <param name="scales">What each feature is divided by after its mean was taken away; 1e-100 or more.</param>
    /// <param name="weights">W, label after label in the taxonomy's order, each as long as <paramref name="means"/>.</param>
    /// <param name="biases">b, one a label in the taxonomy's order.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a number is out of its range.</exception>
    public LinearProbe(EmotionTaxonomy taxonomy, ReadOnlySpan<double> means, ReadOnlySpan<double> scales, ReadOnlySpan<double> weights, ReadOnlySpan<double> biases)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        if (means.IsEmpty) throw new ArgumentException("A probe needs a feature.", nameof(means));
        CheckAll(means, means.Length, nameof(means));
        CheckAll(scales, means.Length, nameof(scales));
        CheckAll(weights, taxonomy.Count * means.Length, nameof(weights));
        CheckAll(biases, taxonomy.Count, nameof(biases));
        foreach (var scale in scales)
        {
            if (!(scale >= 1 / LargestSize)) throw new ArgumentException($"The scales must be above 0 by {1 / LargestSize} or more, but one is {scale}.", nameof(scales));
        }

        (Taxonomy, Means, Scales, Biases, _weights) = (taxonomy, [.. means], [.. scales], [.. biases], weights.ToArray());
    }

    /// <summary>The labels.</summary>
    public EmotionTaxonomy Taxonomy { get; }

    /// <summary>The number of features, 1 or more.</summary>
    public int Width => Means.Length;

    /// <summary>The mean of each feature in training.</summary>
    public ImmutableArray<double> Means { get; }

    /// <summary>The standard deviation of each feature in training; 1 for a feature that was the same everywhere.</summary>
    public ImmutableArray<double> Scales { get; }

    /// <summary>b, one a label, in the taxonomy's order.</summary>
    public ImmutableArray<double> Biases { get; }

    /// <summary>The hidden state that the features are; none, the default, where they are something else.</summary>
    public HiddenStateKind HiddenState
    {
        get => _hiddenState;
        init => _hiddenState = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "There is no such hidden state.");
    }

    /// <summary>The name of each feature, or empty where they have none. The default is empty.</summary>
    public ImmutableArray<string> FeatureNames
    {
        get => _featureNames;
        init => _featureNames = value.IsDefaultOrEmpty ? [] : value.Length == Width ? value : throw new ArgumentException($"There are {Width} features, but {value.Length} FeatureNames.", nameof(value));
    }

    /// <summary>The language model whose states it was trained on (<see cref="LanguageModelInfo.ModelId"/>), or null where it is not known or there is none.</summary>
    public string? LanguageModelId { get; init; }

    /// <summary>The name of the prompt that the states came from, or null where it is not known or there is none.</summary>
    public string? Prompt { get; init; }

    /// <summary>What the model was given ("text", "transcript", "sound"), or null where it is not known.</summary>
    public string? InputMode { get; init; }

    /// <summary>The corpus with the votes, or null where it is not known.</summary>
    public string? Dataset { get; init; }

    /// <summary>How many examples it was trained on, at least 1; null where it is not known.</summary>
    public int? ExampleCount
    {
        get => _exampleCount;
        init => _exampleCount = value is null or > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "ExampleCount must be at least 1.");
    }

    /// <summary>The penalty on W that it was trained with (<see cref="ProbeFitOptions.Penalties"/>), or null where it is not known.</summary>
    public double? Penalty { get; init; }

    /// <summary>W of one label, one number a feature.</summary>
    /// <param name="label">The label's position in the taxonomy.</param>
    /// <returns>The weights.</returns>
    public ReadOnlySpan<double> WeightsOf(int label)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, Taxonomy.Count);
        return _weights.AsSpan(label * Width, Width);
    }

    /// <summary>Reads the distribution of a vector.</summary>
    /// <param name="features">As many numbers as <see cref="Width"/>. A NaN stands for a feature that is not known: its mean in training counts.</param>
    /// <returns>The distribution, over <see cref="Taxonomy"/>.</returns>
    /// <exception cref="ArgumentException">Another number of features, or one is infinite or too large to compute with.</exception>
    public EmotionDistribution Predict(ReadOnlySpan<double> features)
    {
        var scores = new double[Taxonomy.Count];
        Score(features, scores);
        EmotionDistribution.TryFromScores(Taxonomy, scores, ScoreNormalization.Softmax(), out var distribution);
        return distribution!;
    }

    /// <summary>Reads the distribution of a vector in single precision.</summary>
    /// <inheritdoc cref="Predict(ReadOnlySpan{double})"/>
    public EmotionDistribution Predict(ReadOnlySpan<float> features)
    {
        var widened = new double[features.Length];
        TensorPrimitives.ConvertChecked(features, widened);
        return Predict(widened);
    }

    /// <summary>Reads a probe.</summary>
    /// <param name="json">The text of a probe's file.</param>
    /// <returns>The probe.</returns>
    /// <exception cref="ProbeFormatException">The text is no probe of a known version; the message says what to do.</exception>
    public static LinearProbe Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return ProbeFile.Format.Parse(json);
    }

    /// <summary>Reads a probe's file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The probe.</returns>
    /// <exception cref="ProbeFormatException">The file is missing, cannot be opened, or is no probe of a known version; the message says what to do.</exception>
    public static LinearProbe Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ProbeFile.Format.Load(path);
    }

    /// <summary>Reads a probe's file without holding the caller's thread.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The probe.</returns>
    /// <exception cref="ProbeFormatException">The file is missing, cannot be opened, or is no probe of a known version; the message says what to do.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task<LinearProbe> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ProbeFile.Format.LoadAsync(path, cancellationToken);
    }

    /// <summary>The text of the probe's file.</summary>
    /// <returns>Indented JSON.</returns>
    public string ToJson() => ProbeFile.Format.ToJson(this);

    /// <summary>Writes the probe to a file. A file that is there is replaced only once the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ProbeFile.Format.Save(this, path);
    }

    /// <summary>Writes the probe to a file without holding the caller's thread. A file that is there is replaced only once the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the writing, and leaves a file that was there as it was.</param>
    /// <returns>A task that ends when it is written.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task SaveAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ProbeFile.Format.SaveAsync(this, path, cancellationToken);
    }

    /// <summary>Compares numbers and words.</summary>
    /// <param name="other">Another probe.</param>
    /// <returns>Whether they are the same.</returns>
    public bool Equals(LinearProbe? other) =>
        other is not null && Taxonomy.Equals(other.Taxonomy) && Means.AsSpan().SequenceEqual(other.Means.AsSpan()) && Scales.AsSpan().SequenceEqual(other.Scales.AsSpan())
        && Biases.AsSpan().SequenceEqual(other.Biases.AsSpan()) && _weights.AsSpan().SequenceEqual(other._weights) && FeatureNames.AsSpan().SequenceEqual(other.FeatureNames.AsSpan())
        && (HiddenState, LanguageModelId, Prompt, InputMode, Dataset, ExampleCount, Penalty)
            .Equals((other.HiddenState, other.LanguageModelId, other.Prompt, other.InputMode, other.Dataset, other.ExampleCount, other.Penalty));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Taxonomy, Width, _weights[0], Biases[0], HiddenState, LanguageModelId, Prompt);

    /// <summary>What it reads.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"probe of {Width} features over {Taxonomy}";

    /// <summary>W z + b, finite for all features in single precision.</summary>
    internal void Score(ReadOnlySpan<double> features, Span<double> scores)
    {
        if (features.Length != Width) throw new ArgumentException($"There are {features.Length} features, but the probe was trained on {Width}.", nameof(features));
        Span<double> standardized = new double[Width];
        for (var i = 0; i < features.Length; i++)
        {
            if (double.IsInfinity(features[i])) throw new ArgumentException($"Feature {i + 1} is infinite.", nameof(features));
            standardized[i] = double.IsNaN(features[i]) ? 0 : (features[i] - Means[i]) / Scales[i];
        }

        for (var n = 0; n < scores.Length; n++)
        {
            scores[n] = TensorPrimitives.Dot(WeightsOf(n), standardized) + Biases[n];
            if (!double.IsFinite(scores[n]))
                throw new ArgumentException($"The features are too large to compute with: their largest size is {Math.Abs(TensorPrimitives.MaxMagnitudeNumber(features))}.", nameof(features));
        }
    }

    private static void CheckAll(ReadOnlySpan<double> values, int count, string name)
    {
        if (values.Length != count) throw new ArgumentException($"There must be {count} {name}, but there are {values.Length}.", name);
        foreach (var value in values)
        {
            if (!double.IsFinite(value)) throw new ArgumentException($"The {name} must be finite numbers, but one is {value}.", name);
            if (Math.Abs(value) > LargestSize) throw new ArgumentException($"The {name} must be of a size of {LargestSize} at most, but one is {value}.", name);
        }
    }
}
