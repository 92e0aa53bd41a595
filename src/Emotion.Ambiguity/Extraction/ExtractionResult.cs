using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Extraction;

/// <summary>What one extractor read: a distribution, or why there is none. Immutable and thread-safe.</summary>
public sealed record ExtractionResult
{
    private ExtractionResult()
    {
    }

    /// <summary>The distribution, or null where the answer could not be read.</summary>
    public EmotionDistribution? Distribution { get; private init; }

    /// <summary>What was read, where a recognizer's calibration changed it into <see cref="Distribution"/>; null where nothing was calibrated.</summary>
    public EmotionDistribution? Uncalibrated { get; private init; }

    /// <summary>Whether there is a distribution.</summary>
    [MemberNotNullWhen(true, nameof(Distribution))]
    public bool IsValid => Distribution is not null;

    /// <summary>Why there is none; <see cref="InvalidReason.None"/> where there is one.</summary>
    public InvalidReason InvalidReason { get; private init; }

    /// <summary>Whether numbers of an answer had to be normalised because their sum was not 100 percent.</summary>
    public bool WasNormalized { get; init; }

    /// <summary>The formula that stood in where the asked-for one was not defined, or null.</summary>
    public ScoreNormalization? FallbackUsed { get; init; }

    /// <summary>
    /// The share of the numbers behind <see cref="Scores"/> that the engine did not know, 0 to 1: an upper bound stood in for each, so that unlikely labels
    /// may come out likelier than they are. 0 where the engine told all. Over several windows: the highest.
    /// </summary>
    public double UpperBoundShare { get; init; }

    /// <summary>Emotions with a number that the taxonomy does not have, as the answer wrote them.</summary>
    public ImmutableArray<string> UnknownLabels { get; init; } = [];

    /// <summary>Of the answers that were drawn at random, the ones that could not be read; 0 for extractors that draw none.</summary>
    public int UnreadableAnswers { get; init; }

    /// <summary>Why the distribution may be worse than it could be, a sentence: what it is read with was trained on something else. Null where nothing is amiss.</summary>
    public string? Warning { get; init; }

    /// <summary>The raw score of each label before normalisation, in the taxonomy's order; empty where the extractor has none.</summary>
    public ImmutableArray<double> Scores { get; init; } = [];

    /// <summary>A distribution.</summary>
    /// <param name="distribution">The distribution.</param>
    /// <returns>The result.</returns>
    public static ExtractionResult Valid(EmotionDistribution distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        return new() { Distribution = distribution };
    }

    /// <summary>The same result with a calibrated distribution; what was read is <see cref="Uncalibrated"/> then.</summary>
    /// <param name="calibrated">The distribution in the place of the one that was read.</param>
    /// <returns>A new result.</returns>
    /// <exception cref="InvalidOperationException">There is no distribution to calibrate.</exception>
    public ExtractionResult WithCalibrated(EmotionDistribution calibrated)
    {
        ArgumentNullException.ThrowIfNull(calibrated);
        if (!IsValid) throw new InvalidOperationException($"There is no distribution to calibrate: {InvalidReason}.");
        return this with { Distribution = calibrated, Uncalibrated = Distribution };
    }

    /// <summary>No distribution.</summary>
    /// <param name="reason">Why; not <see cref="InvalidReason.None"/>.</param>
    /// <returns>The result.</returns>
    public static ExtractionResult Invalid(InvalidReason reason)
    {
        if (reason == InvalidReason.None) throw new ArgumentException("An invalid result needs a reason.", nameof(reason));
        return new() { InvalidReason = reason };
    }
}
