using System.Diagnostics;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Trials.Running;

/// <summary>
/// 64 callers over one recognizer with random cancellation; the recognizer is disposed under them and another one takes its place, several times. Each
/// answer equals that of the input alone, and a disposed recognizer says so.
/// </summary>
internal static class CallersTrial
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var length = TimeSpan.FromMinutes(arguments.Real("minutes", 10));
        var callers = arguments.Number("callers", 64);
        var rounds = arguments.Number("swaps", 5);
        var started = Stopwatch.GetTimestamp();
        var (wrong, disposed) = (0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var recognizer = await Workload.LoadAsync(arguments.Number("threads", 1));
            var work = new Workload(recognizer);
            await work.ComputeAloneAsync();
            using var stop = new CancellationTokenSource();
            var calls = Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
            {
                try
                {
                    await work.CallAsync(caller, stop.Token);
                }
                catch (ObjectDisposedException)
                {
                    Interlocked.Increment(ref disposed);
                }
            })).ToArray();
            await Task.Delay(length / rounds);
            await recognizer.DisposeAsync(); // under all callers
            await Task.WhenAll(calls).WaitAsync(TimeSpan.FromMinutes(2));
            wrong += work.Wrong;
            Console.WriteLine($"round {round + 1}: {work.Describe()}; {work.FirstWrong}");
        }

        Console.WriteLine($"{Stopwatch.GetElapsedTime(started).TotalMinutes:F1} min, {callers} callers, {rounds} recognizers disposed in use: {wrong} answers unlike alone, {disposed} of {rounds * callers} callers saw the disposal");
        return wrong == 0 && disposed == rounds * callers ? 0 : 1;
    }
}
