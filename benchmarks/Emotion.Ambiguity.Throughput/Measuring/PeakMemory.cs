using System.Diagnostics;

namespace Emotion.Ambiguity.Throughput.Measuring;

/// <summary>The memory of this process, native parts included, in megabytes.</summary>
internal static class PeakMemory
{
    public static double Now
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return ProcFile.Megabytes("VmRSS") ?? process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>The most since <see cref="Reset"/>, or since the process started where the system cannot forget it.</summary>
    public static double Peak
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return ProcFile.Megabytes("VmHWM") ?? process.PeakWorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Gives back what is not needed and forgets the peak.</summary>
    public static void Reset()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Not Linux, or not allowed: the peak is then that of the whole run.
        }
    }
}
