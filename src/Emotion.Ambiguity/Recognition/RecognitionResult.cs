using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;

namespace Emotion.Ambiguity.Recognition;

/// <summary>How a group of listeners would vote on an utterance, and how the library came to think so. Immutable and thread-safe.</summary>
public sealed record RecognitionResult
{
    /// <summary>The utterance's name, or null where it has none.</summary>
    public string? Id { get; init; }

    /// <summary>
    /// The distribution of the primary extractor (the recognizer's first), or null where its answer could not be read and the policy is to skip.
    /// Over several windows: the mean of the readable ones, each with the weight of its duration. Calibrated where the recognizer's options say so.
    /// </summary>
    public EmotionDistribution? Distribution { get; init; }

    /// <summary>Whether there is a distribution.</summary>
    [MemberNotNullWhen(true, nameof(Distribution))]
    public bool IsValid => Distribution is not null;

    /// <summary>What every extractor read, over all windows, in the order of the recognizer's extractors; calibrated, but no policy is applied to these.</summary>
    public required ImmutableArray<NamedExtraction> Extractions { get; init; }

    /// <summary>The windows in order: one, unless the clip is longer than a window.</summary>
    public required ImmutableArray<RecognitionWindow> Windows { get; init; }

    /// <summary>The words of all windows, joined by spaces.</summary>
    public string Text => Windows.Length == 1 ? Windows[0].Text : string.Join(' ', Windows.Select(w => w.Text).Where(t => t.Length > 0));

    /// <summary>The model's answer in the first window, or null where no extractor needed one.</summary>
    public string? GeneratedText => Windows[0].GeneratedText;

    /// <summary>How the result came about.</summary>
    public required RecognitionDiagnostics Diagnostics { get; init; }

    /// <summary>What one extractor read.</summary>
    /// <param name="extractor">The extractor's name.</param>
    /// <returns>The distribution, or why there is none.</returns>
    /// <exception cref="ArgumentException">The recognizer has no extractor of this name.</exception>
    public ExtractionResult this[string extractor] =>
        Extractions.FirstOrDefault(e => string.Equals(e.Extractor, extractor, StringComparison.Ordinal))?.Result
        ?? throw new ArgumentException($"There is no extractor \"{extractor}\", only {string.Join(", ", Extractions.Select(e => e.Extractor))}.", nameof(extractor));
}
