using System.Diagnostics;
using System.Globalization;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Trials.Running;

/// <summary>
/// One program that runs for long: requests of all kinds, cancelled ones among them, and a model loaded and freed now and then. Memory and handles must
/// stay flat after the first half.
/// </summary>
internal static class SoakTrial
{
    /// <summary>MB a minute that memory may grow by; less is noise of the allocator.</summary>
    private const double MaxSlope = 1;

    /// <summary>In a run that is shorter, the cache is still touched for the first time, and a slope says nothing: then only a large growth is a fault.</summary>
    private static readonly TimeSpan Meaningful = TimeSpan.FromMinutes(10);
    private const double MaxShortGrowth = 512;

    /// <summary>Callers at once.</summary>
    private const int Callers = 4;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var length = TimeSpan.FromMinutes(arguments.Real("minutes", 3));
        await using var recognizer = await Workload.LoadAsync(arguments.Number("threads", 1));
        var started = Stopwatch.GetTimestamp();
        var samples = new List<Memory>();
        using var stop = new CancellationTokenSource(length);
        var work = new Workload(recognizer);
        var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(() => work.CallAsync(caller, stop.Token))).ToArray();
        var swaps = SwapAsync(stop.Token);
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(Math.Max(1, length.TotalSeconds / 60)), stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            samples.Add(Memory.Now(Stopwatch.GetElapsedTime(started).TotalMinutes));
            if (samples.Count % 5 == 0) Console.WriteLine($"{samples[^1]}  {work.Describe()}");
        }

        await Task.WhenAll(callers);
        var swapped = await swaps;
        var (resident, managed) = (Memory.Slope(samples, s => s.ResidentMegabytes), Memory.Slope(samples, s => s.ManagedMegabytes));
        var handles = samples[^1].Handles - samples[samples.Count / 2].Handles;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{length.TotalMinutes:F1} min, {work.Describe()}, {swapped} models loaded and freed beside them: resident {resident:+0.00;-0.00} MB/min, managed {managed:+0.000;-0.000} MB/min, handles {handles:+0;-0;0} over the second half"));
        var isFlat = length >= Meaningful ? resident < MaxSlope && managed < MaxSlope : samples[^1].ResidentMegabytes - samples[samples.Count / 2].ResidentMegabytes < MaxShortGrowth;
        if (work.Wrong == 0 && isFlat && handles <= 4) return 0;
        Console.WriteLine(work.FirstWrong ?? $"Memory or handles grow: at most {MaxSlope} MB/min ({MaxShortGrowth} MB in a run under {Meaningful.TotalMinutes} min) and 4 handles are allowed.");
        return 1;
    }

    /// <summary>Loads and frees a model beside the running one, again and again.</summary>
    private static async Task<int> SwapAsync(CancellationToken stop)
    {
        var count = 0;
        while (!stop.IsCancellationRequested)
        {
            await using (var model = await LlamaCppModel.LoadAsync(Workload.ModelFile, new LlamaCppOptions { Threads = 1, ParallelSequences = 4, CacheTokens = 1024 }, cancellationToken: CancellationToken.None)) count++;
            await Task.Delay(TimeSpan.FromSeconds(10), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return count;
    }
}
