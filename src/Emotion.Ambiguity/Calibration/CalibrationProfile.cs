using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Emotion.Ambiguity.Calibration.Profiles;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Calibration;

/// <summary>Fitted calibrators by extractor, with what they were fitted on: what is saved after a fit and given to a recognizer.</summary>
/// <remarks>
/// Immutable and thread-safe. Saved as JSON (docs/calibration.md has the format); numbers come back as the same doubles. Unknown fields of a file are ignored.
/// </remarks>
public sealed class CalibrationProfile
{
    /// <summary>The version of the format that is written and read.</summary>
    public const int FormatVersion = 1;

    /// <summary>Creates a profile.</summary>
    /// <param name="taxonomy">The labels.</param>
    /// <param name="entries">At least one, each for another extractor, all over the taxonomy.</param>
    /// <exception cref="ArgumentException">No entry, two for one extractor, or one over another taxonomy.</exception>
    public CalibrationProfile(EmotionTaxonomy taxonomy, params IEnumerable<CalibrationEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        ArgumentNullException.ThrowIfNull(entries);
        (Taxonomy, Entries) = (taxonomy, [.. entries]);
        if (Entries.IsEmpty) throw new ArgumentException("A calibration profile needs an entry; fit a calibrator for at least one extractor.", nameof(entries));
        var extractors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in Entries)
        {
            ArgumentNullException.ThrowIfNull(entry, nameof(entries));
            if (!extractors.Add(entry.Extractor)) throw new ArgumentException($"There are two calibrators for the extractor \"{entry.Extractor}\"; keep one.", nameof(entries));
            if (!entry.Calibrator.Taxonomy.Equals(taxonomy))
                throw new ArgumentException($"The calibrator for \"{entry.Extractor}\" is over {entry.Calibrator.Taxonomy}, but the profile is over {taxonomy}.", nameof(entries));
        }
    }

    /// <summary>The labels.</summary>
    public EmotionTaxonomy Taxonomy { get; }

    /// <summary>The calibrators, in the order given.</summary>
    public ImmutableArray<CalibrationEntry> Entries { get; }

    /// <summary>The language model whose answers were calibrated (<see cref="LanguageModels.LanguageModelInfo.ModelId"/>), or null where it is not known.</summary>
    public string? LanguageModelId { get; init; }

    /// <summary>The name of the prompt that it was asked with, or null where it is not known.</summary>
    public string? Prompt { get; init; }

    /// <summary>The corpus with the votes, or null where it is not known.</summary>
    public string? Dataset { get; init; }

    /// <summary>Finds the calibrator of an extractor.</summary>
    /// <param name="extractor">The extractor's name.</param>
    /// <param name="calibrator">Its calibrator, or null where there is none.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetCalibrator(string extractor, [NotNullWhen(true)] out DistributionCalibrator? calibrator)
    {
        ArgumentNullException.ThrowIfNull(extractor);
        calibrator = Entries.FirstOrDefault(e => e.Extractor.Equals(extractor, StringComparison.Ordinal))?.Calibrator;
        return calibrator is not null;
    }

    /// <summary>Reads a profile.</summary>
    /// <param name="json">The text of a profile's file.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="CalibrationFormatException">The text is no profile of a known version; the message says what to do.</exception>
    public static CalibrationProfile Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return ProfileFile.Format.Parse(json);
    }

    /// <summary>Reads a profile's file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="CalibrationFormatException">The file is missing, cannot be opened, or is no profile of a known version; the message says what to do.</exception>
    public static CalibrationProfile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ProfileFile.Format.Load(path);
    }

    /// <summary>Reads a profile's file without holding the caller's thread.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="CalibrationFormatException">The file is missing, cannot be opened, or is no profile of a known version; the message says what to do.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Task<CalibrationProfile> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ProfileFile.Format.LoadAsync(path, cancellationToken);
    }

    /// <summary>The text of the profile's file.</summary>
    /// <returns>Indented JSON.</returns>
    public string ToJson() => ProfileFile.Format.ToJson(this);

    /// <summary>Writes the profile to a file. A file that is there is replaced only once the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ProfileFile.Format.Save(this, path);
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
        return ProfileFile.Format.SaveAsync(this, path, cancellationToken);
    }
}
