using System.Diagnostics;
using Emotion.Ambiguity.LlamaCpp;

namespace Emotion.Ambiguity.Trials.Running;

/// <summary>Loads and frees a model again and again, and nothing else: what a program holds afterwards is a leak of loading.</summary>
internal static class LoadsTrial
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var started = Stopwatch.GetTimestamp();
        var count = arguments.Number("count", 100);
        for (var i = 0; i < count; i++)
        {
            await using (var model = await LlamaCppModel.LoadAsync(Workload.ModelFile, new LlamaCppOptions { Threads = 1, ParallelSequences = 4, CacheTokens = 1024 }))
            {
            }

            if (i % Math.Max(1, count / 10) == 0) Console.WriteLine($"{i + 1,4} loads  {Memory.Now(Stopwatch.GetElapsedTime(started).TotalMinutes)}");
        }

        Console.WriteLine($"{count,4} loads  {Memory.Now(Stopwatch.GetElapsedTime(started).TotalMinutes)}");
        return 0;
    }
}
