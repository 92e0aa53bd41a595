namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>Finds a corpus's files, in the same order on every machine, or says what was expected where.</summary>
internal static class CorpusFiles
{
    /// <summary>The path itself where it is a file, else the matching files of the folder.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <param name="expected">What the folder should hold, for the message ("train_sent_emo.csv, ...").</param>
    /// <param name="search">Whether to look into folders below.</param>
    /// <param name="patterns">Wildcards of file names.</param>
    public static IReadOnlyList<string> Find(string path, string expected, SearchOption search, params string[] patterns)
    {
        if (File.Exists(path)) return [path];
        RequireFolder(path, expected);
        var files = patterns.SelectMany(p => Directory.EnumerateFiles(path, p, search))
            .Where(f => !Path.GetFileName(f).StartsWith('.')) // macOS leaves "._name" beside the real file in archives
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new DatasetFormatException(path, 0, $"The folder has no {string.Join(" or ", patterns)}.", $"Expected: {expected}.");
    }

    /// <summary>The first of some relative paths that is a file, or null.</summary>
    public static string? FirstFile(string folder, params string[] relative) =>
        relative.Select(r => Path.Combine(folder, r)).FirstOrDefault(File.Exists);

    public static void RequireFolder(string path, string expected)
    {
        if (!Directory.Exists(path)) throw new DatasetFormatException(path, 0, "There is no such file or folder.", $"Expected: {expected}.");
    }

    /// <summary>"train", "dev" or "test" where the file's name says so, else null.</summary>
    public static string? SplitOf(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return Array.Find(["train", "dev", "test"], s => name.Contains(s, StringComparison.OrdinalIgnoreCase));
    }
}
