namespace Emotion.Ambiguity.Throughput.Measuring;

/// <summary>Files by which Linux tells about itself.</summary>
internal static class ProcFile
{
    /// <summary>The text, or null on other systems.</summary>
    public static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Megabytes of a line of /proc/self/status such as VmRSS or VmHWM, or null.</summary>
    public static double? Megabytes(string name)
    {
        var line = Read("/proc/self/status")?.Split('\n').FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.Ordinal));
        return line is null ? null : double.Parse(line.AsSpan(name.Length + 1).Trim().TrimEnd("kB ").Trim()) / 1024;
    }
}
