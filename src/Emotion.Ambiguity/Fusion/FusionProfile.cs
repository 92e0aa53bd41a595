using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Fusion.Files;

namespace Emotion.Ambiguity.Fusion;

/// <summary>
/// A product of experts: p(n) proportional to exp(b_n) * product over k of p'_k(n)^(w_k), where p' = (p + epsilon) / (1 + N epsilon) over N labels, so that an
/// expert's 0 means unlikely, not impossible.
/// </summary>
/// <remarks>
/// Immutable and thread-safe. An expert without a valid answer is left out of the product, which is what a uniform answer of it would do: the others keep their
/// weights, and the result comes out flatter. Saved as JSON (docs/fusion.md has the format); numbers come back as the same doubles. Unknown fields of a file
/// are ignored. Heskes, "Selecting weighting factors in logarithmic opinion pools", NIPS 1997; Hinton, "Training products of experts by minimizing contrastive
/// divergence", Neural Computation 14, 2002.
/// </remarks>
public sealed class FusionProfile
{
    /// <summary>The version of the format that is written and read.</summary>
    public const int FormatVersion = 1;

    /// <summary>The epsilon where none is named: 0.001. At the metrics' 1e-8, the zero of one expert would outweigh all others.</summary>
    public const double DefaultEpsilon = 1e-3;

    private readonly double _epsilon = DefaultEpsilon;
    private readonly ImmutableArray<double> _biases = [];
    private readonly int? _itemCount;

    /// <summary>Creates a profile of known weights.</summary>
    /// <param name="taxonomy">The labels.</param>
    /// <param name="experts">At least one, with different names.</param>
    /// <exception cref="ArgumentException">No expert, or two of one name.</exception>
    public FusionProfile(EmotionTaxonomy taxonomy, params IEnumerable<FusionExpert> experts)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        ArgumentNullException.ThrowIfNull(experts);
        (Taxonomy, Experts) = (taxonomy, [.. experts]);
        CheckNames(Experts.Select(e => e?.Name ?? throw new ArgumentException("An expert is null.", nameof(experts))));
    }

    /// <summary>The labels.</summary>
    public EmotionTaxonomy Taxonomy { get; }

    /// <summary>The experts, in the order given.</summary>
    public ImmutableArray<FusionExpert> Experts { get; }

    /// <summary>What is added to each probability before its logarithm is taken; from 1e-8 to 0.1. The default is <see cref="DefaultEpsilon"/>.</summary>
    public double Epsilon
    {
        get => _epsilon;
        init => _epsilon = IsEpsilon(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"Epsilon must be from 1e-8 to 0.1 but is {value}.");
    }

    /// <summary>b in nats, one a label in the taxonomy's order; empty, the default, for none.</summary>
    public ImmutableArray<double> Biases
    {
        get => _biases;
        init
        {
            _biases = value.IsDefaultOrEmpty ? [] : value;
            if (_biases.Length > 0 && _biases.Length != Taxonomy.Count) throw new ArgumentException($"{Taxonomy} needs {Taxonomy.Count} biases, but there are {_biases.Length}.", nameof(value));
            if (_biases.Any(b => !(Math.Abs(b) <= FusionExpert.LargestWeight))) throw new ArgumentOutOfRangeException(nameof(value), "The biases must be from -1e6 to 1e6.");
        }
    }

    /// <summary>The corpus with the votes, or null where it is not known.</summary>
    public string? Dataset { get; init; }

    /// <summary>How many items it was fitted on, at least 1; null where it is not known.</summary>
    public int? ItemCount
    {
        get => _itemCount;
        init => _itemCount = value is null or > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "ItemCount must be at least 1.");
    }

    /// <summary>Fuses what the experts say about one utterance.</summary>
    /// <param name="predictions">One an expert, in the order of <see cref="Experts"/>, over <see cref="Taxonomy"/>; null where it has no valid answer.</param>
    /// <param name="fused">The product, or null where there is none.</param>
    /// <returns>False where no expert that counts has an answer: those with a weight above 0, or all of them where every weight is 0.</returns>
    /// <exception cref="ArgumentException">Another number of predictions than of experts, or one over another taxonomy.</exception>
    public bool TryFuse(IReadOnlyList<EmotionDistribution?> predictions, [NotNullWhen(true)] out EmotionDistribution? fused)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        if (predictions.Count != Experts.Length) throw new ArgumentException($"There are {Experts.Length} experts, but {predictions.Count} predictions.", nameof(predictions));
        var scores = Biases.IsEmpty ? new double[Taxonomy.Count] : [.. Biases];
        var logarithms = new double[scores.Length];
        var (any, all) = (false, Experts.All(e => e.Weight == 0));
        for (var k = 0; k < predictions.Count; k++)
        {
            if (predictions[k] is not { } prediction) continue;
            if (!prediction.Taxonomy.Equals(Taxonomy)) throw new ArgumentException($"The prediction of \"{Experts[k].Name}\" is over {prediction.Taxonomy}, but the profile is over {Taxonomy}.", nameof(predictions));
            any |= all || Experts[k].Weight > 0;
            Logarithms(prediction, Epsilon, logarithms);
            for (var n = 0; n < scores.Length; n++) scores[n] += Experts[k].Weight * logarithms[n];
        }

        fused = null;
        return any && EmotionDistribution.TryFromScores(Taxonomy, scores, ScoreNormalization.Softmax(), out fused);
    }

    /// <summary>Reads a profile.</summary>
    /// <param name="json">The text of a profile's file.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="FusionFormatException">The text is no profile of a known version; the message says what to do.</exception>
    public static FusionProfile Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return FusionFile.Format.Parse(json);
    }

    /// <summary>Reads a profile's file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="FusionFormatException">The file is missing, cannot be opened, or is no profile of a known version; the message says what to do.</exception>
    public static FusionProfile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return FusionFile.Format.Load(path);
    }

    /// <summary>Reads a profile's file without holding the caller's thread.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="FusionFormatException">The file is missing, cannot be opened, or is no profile of a known version; the message says what to do.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task<FusionProfile> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return FusionFile.Format.LoadAsync(path, cancellationToken);
    }

    /// <summary>The text of the profile's file.</summary>
    /// <returns>Indented JSON.</returns>
    public string ToJson() => FusionFile.Format.ToJson(this);

    /// <summary>Writes the profile to a file. A file that is there is replaced only once the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FusionFile.Format.Save(this, path);
    }

    /// <summary>Writes the profile to a file without holding the caller's thread. A file that is there is replaced only once the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the writing, and leaves a file that was there as it was.</param>
    /// <returns>A task that ends when it is written.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task SaveAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return FusionFile.Format.SaveAsync(this, path, cancellationToken);
    }

    internal static bool IsEpsilon(double value) => value is >= 1e-8 and <= 0.1;

    internal static void CheckNames(IEnumerable<string> experts)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in experts)
        {
            if (!names.Add(name)) throw new ArgumentException($"There are two experts \"{name}\"; give each a name of its own.", nameof(experts));
        }

        if (names.Count == 0) throw new ArgumentException("A product needs an expert.", nameof(experts));
    }

    /// <summary>ln p' of each label.</summary>
    internal static void Logarithms(EmotionDistribution prediction, double epsilon, Span<double> logarithms)
    {
        var norm = 1 + (logarithms.Length * epsilon);
        for (var n = 0; n < logarithms.Length; n++) logarithms[n] = Math.Log((prediction[n] + epsilon) / norm);
    }
}
