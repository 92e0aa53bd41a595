using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>All datasets by name. What each name reads stands in docs/datasets.md.</summary>
public static class EmotionDatasets
{
    private static readonly ImmutableSortedDictionary<string, Func<string, string, DatasetOptions, IEmotionDataset>> Readers =
        new Dictionary<string, Func<string, string, DatasetOptions, IEmotionDataset>>(StringComparer.OrdinalIgnoreCase)
        {
            ["affective-text"] = (name, path, options) => new AffectiveTextDataset(name, path, options),
            ["brighter"] = BrighterDataset.Open,
            ["crema-d"] = (name, path, options) => new CremaDDataset(name, path, CremaDChannel.Voice, options),
            ["crema-d-face"] = (name, path, options) => new CremaDDataset(name, path, CremaDChannel.Face, options),
            ["crema-d-audiovisual"] = (name, path, options) => new CremaDDataset(name, path, CremaDChannel.AudioVisual, options),
            ["emo-db"] = (name, path, options) => new EmoDbDataset(name, path, options),
            ["emotionlines"] = (name, path, options) => new EmotionLinesDataset(name, path, options),
            ["goemotions"] = (name, path, options) => new GoEmotionsDataset(name, path, options),
            ["goemotions-raw"] = (name, path, options) => new GoEmotionsRawDataset(name, path, options),
            ["iemocap"] = (name, path, options) => new IemocapDataset(name, path, "EFM", options),
            ["iemocap-evaluators"] = (name, path, options) => new IemocapDataset(name, path, "E", options),
            ["meld"] = (name, path, options) => new MeldDataset(name, path, options),
            ["msp-podcast"] = (name, path, options) => new MspPodcastDataset(name, path, options),
            ["nemo"] = (name, path, options) => new NemoDataset(name, path, options),
            ["ravdess"] = (name, path, options) => new RavdessDataset(name, path, options),
            ["votes"] = VotesFile.Open,
        }.ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names that <see cref="Open(string)"/> knows, in the order of the alphabet.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Readers.Keys];

    /// <summary>Opens a dataset, strictly: its first bad row is an error.</summary>
    /// <param name="nameAndPath">"name=path", for example "crema-d=/data/CREMA-D".</param>
    /// <returns>The dataset; most files are opened only when it is read.</returns>
    /// <exception cref="ArgumentException">It is not "name=path", or no dataset has this name; the message lists the names.</exception>
    /// <exception cref="DatasetFormatException">A file that says which labels there are is missing or of another format.</exception>
    public static IEmotionDataset Open(string nameAndPath) => Open(nameAndPath, new DatasetOptions());

    /// <summary>Opens a dataset.</summary>
    /// <param name="nameAndPath">"name=path", for example "crema-d=/data/CREMA-D".</param>
    /// <param name="options">How it is read.</param>
    /// <returns>The dataset; most files are opened only when it is read.</returns>
    /// <exception cref="ArgumentException">It is not "name=path", or no dataset has this name; the message lists the names.</exception>
    /// <exception cref="DatasetFormatException">A file that says which labels there are is missing or of another format.</exception>
    public static IEmotionDataset Open(string nameAndPath, DatasetOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(nameAndPath);
        if (nameAndPath.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, { Length: > 0 } path])
            throw new ArgumentException($"\"{nameAndPath}\" should be name=path, for example crema-d=/data/CREMA-D. Names: {string.Join(", ", Names)}.", nameof(nameAndPath));
        return Open(name, path, options);
    }

    /// <summary>Opens a dataset.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <param name="path">Its folder or file.</param>
    /// <param name="options">How it is read.</param>
    /// <returns>The dataset; most files are opened only when it is read.</returns>
    /// <exception cref="ArgumentException">No dataset has this name; the message lists the names.</exception>
    /// <exception cref="DatasetFormatException">A file that says which labels there are is missing or of another format.</exception>
    public static IEmotionDataset Open(string name, string path, DatasetOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(options);
        return Readers.TryGetValue(name, out var open)
            ? open(name.ToLowerInvariant(), path, options)
            : throw new ArgumentException($"There is no dataset \"{name}\". Names: {string.Join(", ", Names)}.", nameof(name));
    }

    /// <summary>Opens a CSV, TSV or JSONL file by a column map. The file's ending says which it is.</summary>
    /// <param name="name">A name for reports. Not empty.</param>
    /// <param name="file">The file.</param>
    /// <param name="columns">Which column holds what.</param>
    /// <param name="taxonomy">The labels that could be voted for; the file's labels are names or surface forms of it.</param>
    /// <param name="options">How it is read.</param>
    /// <returns>The dataset; the file is opened when it is read.</returns>
    /// <exception cref="ArgumentException">The column map is not complete, or maps a column to no label of the taxonomy.</exception>
    public static IEmotionDataset FromTable(string name, string file, TableColumns columns, EmotionTaxonomy taxonomy, DatasetOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(taxonomy);
        ArgumentNullException.ThrowIfNull(options);
        columns.Validate();
        foreach (var label in columns.Labels.Values)
            if (taxonomy.IndexOf(label) < 0) throw new ArgumentException($"The column map names the label \"{label}\", which is no label of {taxonomy}.", nameof(columns));
        return new TableDataset(name, file, columns, taxonomy, "Own file: see where it comes from.", options);
    }
}
