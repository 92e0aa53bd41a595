using System.Globalization;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Trials.Running;

/// <summary>
/// What the process holds: memory as the system counts it, what native code has allocated and not freed (NaN where the system cannot tell), managed
/// memory, and handles. Native memory that is not freed is a leak at once; resident memory also holds what allocators keep for later.
/// </summary>
internal sealed record Memory(double Minutes, double ResidentMegabytes, double NativeMegabytes, double ManagedMegabytes, int Handles)
{
    public static Memory Now(double minutes)
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        var handles = Directory.Exists("/proc/self/fd") ? Directory.GetFiles("/proc/self/fd").Length : process.HandleCount;
        return new(minutes, (ResidentMemory.AnonymousBytes() ?? process.WorkingSet64) / 1e6, NativeAllocations.Bytes() / 1e6, GC.GetTotalMemory(forceFullCollection: true) / 1e6, handles);
    }

    /// <summary>MB a minute by least squares over the second half: before, buffers and pools grow to their size.</summary>
    public static double Slope(List<Memory> samples, Func<Memory, double> value)
    {
        var half = samples[(samples.Count / 2)..];
        var (meanX, meanY) = (half.Average(s => s.Minutes), half.Average(value));
        var spread = half.Sum(s => (s.Minutes - meanX) * (s.Minutes - meanX));
        return spread == 0 ? 0 : half.Sum(s => (s.Minutes - meanX) * (value(s) - meanY)) / spread;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Minutes,6:F1} min  {ResidentMegabytes,8:F1} MB resident  {NativeMegabytes,7:F1} MB native  {ManagedMegabytes,7:F2} MB managed  {Handles,4} handles");
}
