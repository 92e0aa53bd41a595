using System.Diagnostics;

namespace Emotion.Ambiguity.Isolation.Tests;

/// <summary>What processes do, seen from outside.</summary>
internal static class ProcessTable
{
    public static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public static void Kill(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
    }

    public static async Task<bool> IsGoneWithinAsync(int id, TimeSpan time)
    {
        var started = Stopwatch.GetTimestamp();
        while (IsRunning(id))
        {
            if (Stopwatch.GetElapsedTime(started) > time) return false;
            await Task.Delay(20);
        }

        return true;
    }
}
