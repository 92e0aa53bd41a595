using Emotion.Ambiguity.Evaluation.Reports.Svg;

namespace Emotion.Ambiguity.Cli.Compare;

/// <summary>A picture of each utterance: the votes and what each configuration read.</summary>
internal static class CompareCharts
{
    /// <summary>Writes them: one utterance to the file that is named, several to files that are named after the utterances in the folder.</summary>
    /// <returns>The files, in the order of the utterances; an utterance of which nothing was read has none.</returns>
    public static IReadOnlyList<string> Write(string target, IReadOnlyList<ComparedUtterance> utterances)
    {
        var drawn = utterances.Where(u => u.Readings.Exists(r => r.Result.Distribution is not null)).ToList();
        if (drawn.Find(u => u.Readings.Count >= SvgDistributionChart.MaxSeries) is { } crowded)
            throw new UsageException($"--chart: a picture holds at most {SvgDistributionChart.MaxSeries - 1} configurations, but there are {crowded.Readings.Count}. Compare fewer.");
        var isFile = target.EndsWith(".svg", StringComparison.OrdinalIgnoreCase);
        if (isFile && drawn.Count > 1) throw new UsageException("--chart: several utterances need a folder, not a file.");
        var files = new List<string>();
        foreach (var utterance in drawn)
        {
            var file = Path.GetFullPath(isFile ? target : Path.Combine(target, $"{FileName(utterance.Id)}.svg"));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var stream = new FileStream(file, FileMode.Create, FileAccess.Write);
            SvgDistributionChart.Write(stream, Title(utterance), [.. Series(utterance)]);
            files.Add(file);
        }

        return files;
    }

    private static IEnumerable<DistributionSeries> Series(ComparedUtterance utterance)
    {
        if (utterance.Votes?.Distribution is { } votes) yield return new DistributionSeries($"listeners ({utterance.Votes.Counts.Sum()} votes)", votes) { IsReference = true };
        foreach (var reading in utterance.Readings) yield return new DistributionSeries(reading.Configuration, reading.Result.Distribution);
    }

    private static string Title(ComparedUtterance utterance)
    {
        var name = utterance.Utterance.FilePath is { } clip ? Path.GetFileNameWithoutExtension(clip) : utterance.Id;
        return utterance.Text is { Length: > 0 } text ? $"{name}: \"{(text.Length <= 60 ? text : text[..59] + "…")}\"" : name;
    }

    private static string FileName(string id)
    {
        var bad = Path.GetInvalidFileNameChars();
        return string.Concat(Path.GetFileNameWithoutExtension(id).Select(c => bad.Contains(c) || c == ' ' ? '-' : c));
    }
}
