using System.Diagnostics;

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
            await Engines.LoadAndFreeAsync();
            if (i % Math.Max(1, count / 10) == 0) Console.WriteLine($"{i + 1,4} loads  {Memory.Now(Stopwatch.GetElapsedTime(started).TotalMinutes)}");
        }

        Console.WriteLine($"{count,4} loads  {Memory.Now(Stopwatch.GetElapsedTime(started).TotalMinutes)}");
        return 0;
    }
}
