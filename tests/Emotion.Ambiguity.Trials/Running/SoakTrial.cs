using System.Diagnostics;
using System.Globalization;

namespace Emotion.Ambiguity.Trials.Running;

/// <summary>
/// One program that runs for long: requests of all kinds, cancelled ones among them, and a model loaded and freed now and then. Memory and handles must
/// stay flat in the second half.
/// </summary>
internal static class SoakTrial
{
    /// <summary>MB a minute that memory may grow by; less is noise of the allocator.</summary>
    private const double MaxSlope = 1;

    /// <summary>
    /// In a run that is shorter, the model's cache is still touched for the first time and the allocator's arenas grow, and a slope of resident memory says
    /// nothing: then only what code holds, native and managed, must be flat, and the noise of what is under way when it is counted is larger.
    /// </summary>
    private static readonly TimeSpan Meaningful = TimeSpan.FromMinutes(10);
    private const double MaxShortSlope = 10;

    /// <summary>Callers at once.</summary>
    private const int Callers = 4;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var length = TimeSpan.FromMinutes(arguments.Real("minutes", 3));
        await using var recognizer = await Engines.LoadAsync(arguments.Number("threads", 1), Engines.ModelFile);
        var work = new Workload(await Served.AfterAllAloneAsync(recognizer));
        var started = Stopwatch.GetTimestamp();
        var samples = new List<Memory>();
        using var stop = new CancellationTokenSource(length);
        var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(() => work.CallAsync(caller, stop.Token))).ToArray();
        var loading = LoadAndFreeAsync(stop.Token);
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(Math.Clamp(length.TotalSeconds / 60, 1, 20)), stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            samples.Add(Memory.Now(Stopwatch.GetElapsedTime(started).TotalMinutes));
            if (samples.Count % 5 == 0) Console.WriteLine($"{samples[^1]}  {work.Describe()}");
        }

        await Task.WhenAll(callers);
        var loads = await loading;
        var (resident, native, managed) = (Memory.Slope(samples, s => s.ResidentMegabytes), Memory.Slope(samples, s => s.NativeMegabytes), Memory.Slope(samples, s => s.ManagedMegabytes));
        var handles = samples[^1].Handles - samples[samples.Count / 2].Handles;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{length.TotalMinutes:F1} min, {work.Describe()}, {loads} models loaded and freed beside them: resident {resident:+0.00;-0.00} MB/min, native {native:+0.00;-0.00} MB/min, managed {managed:+0.000;-0.000} MB/min, handles {handles:+0;-0;0} over the second half"));
        var isLong = length >= Meaningful;
        var most = isLong ? MaxSlope : MaxShortSlope;
        var isFlat = !(native > most) && managed < most && (!isLong || resident < most); // native is NaN where nobody counts
        if (work.Wrong == 0 && isFlat && handles <= 4) return 0;
        Console.WriteLine(work.FirstWrong ?? $"Memory or handles grow: at most {most} MB/min and 4 handles are allowed.");
        return 1;
    }

    /// <summary>Loads and frees a model beside the running one, again and again.</summary>
    private static async Task<int> LoadAndFreeAsync(CancellationToken stop)
    {
        var count = 0;
        while (!stop.IsCancellationRequested)
        {
            await Engines.LoadAndFreeAsync();
            count++;
            await Task.Delay(TimeSpan.FromSeconds(10), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return count;
    }
}
