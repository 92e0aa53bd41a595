using System.Globalization;

namespace Emotion.Ambiguity.LlamaCpp.Decoding;

/// <summary>How many threads compute best.</summary>
internal static class Processors
{
    /// <summary>Above this the threads of small and medium models wait for each other more than they compute.</summary>
    private const int Most = 16;

    /// <summary>Physical cores, but no more processors than this process may use (a container's limit counts) and at most 16.</summary>
    public static int DefaultThreads() => Math.Clamp(Math.Min(PhysicalCores("/sys/devices/system/cpu"), Environment.ProcessorCount), 1, Most);

    /// <summary>Physical cores by the files of Linux, or the logical ones where there are none: two threads of one core share its arithmetic.</summary>
    public static int PhysicalCores(string folder)
    {
        try
        {
            var cores = new HashSet<string>(StringComparer.Ordinal);
            foreach (var cpu in Directory.EnumerateDirectories(folder, "cpu*"))
            {
                if (!int.TryParse(Path.GetFileName(cpu).AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out _)) continue;
                var siblings = Path.Combine(cpu, "topology", "thread_siblings_list");
                if (File.Exists(siblings)) cores.Add(File.ReadAllText(siblings).Trim());
            }

            return cores.Count > 0 ? cores.Count : Environment.ProcessorCount;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Environment.ProcessorCount;
        }
    }
}
