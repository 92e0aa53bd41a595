using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Throughput.Inputs;

/// <summary>Clips on disk.</summary>
internal static class ClipFolder
{
    /// <summary>The WAV files of a folder, in the order of their names.</summary>
    public static IReadOnlyList<string> Files(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.wav").Order(StringComparer.Ordinal).ToArray() : [];
        return files.Length > 0 ? files : throw new SkipException($"There are no WAV files in {Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}; name a folder with --clips.");
    }

    /// <summary>That many files of all folders, evenly spaced; repeated where there are fewer.</summary>
    public static IReadOnlyList<string> Take(IReadOnlyList<string> folders, int count)
    {
        var files = folders.SelectMany(Files).ToArray();
        return [.. Enumerable.Range(0, count).Select(i => files[count <= files.Length ? (int)((long)i * files.Length / count) : i % files.Length])];
    }

    /// <summary>Clips of a length, evenly spaced, as many as asked for; 0 for all.</summary>
    public static IReadOnlyList<Audio> Load(string folder, TimeSpan shortest, TimeSpan longest, int count)
    {
        var clips = Files(folder).Select(Audio.Load).Where(a => a.Duration >= shortest && a.Duration <= longest).ToArray();
        if (clips.Length == 0) throw new SkipException($"No clip is {shortest.TotalSeconds:0} to {longest.TotalSeconds:0} s long.");
        return count <= 0 || count >= clips.Length ? clips : [.. Enumerable.Range(0, count).Select(i => clips[i * clips.Length / count])];
    }
}
