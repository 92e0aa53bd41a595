using System.Diagnostics;

namespace Emotion.Ambiguity.Trials.Running;

/// <summary>
/// 64 callers over one recognizer with random cancellation. Recognizers with two models in turn take each other's place, each time disposed under the
/// callers; the last one without another. Each answer equals that of the input alone, and a disposed recognizer says so to every caller.
/// </summary>
internal static class CallersTrial
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var length = TimeSpan.FromMinutes(arguments.Real("minutes", 10));
        var callers = arguments.Number("callers", 64);
        var swaps = arguments.Number("swaps", 10);
        var threads = arguments.Number("threads", 1);
        var folder = Directory.CreateTempSubdirectory("emotion-ambiguity-callers-");
        try
        {
            string[] models = [Engines.ModelFile, await Engines.OtherModelFileAsync(folder.FullName)];
            var alone = new List<Served>();
            foreach (var model in models)
            {
                await using var recognizer = await Engines.LoadAsync(threads, model);
                alone.Add(await Served.AfterAllAloneAsync(recognizer));
            }

            var started = Stopwatch.GetTimestamp();
            var work = new Workload(await LoadAsync(0));
            using var stop = new CancellationTokenSource(length + TimeSpan.FromMinutes(5));
            var calls = Enumerable.Range(0, callers).Select(caller => Task.Run(() => work.CallAsync(caller, stop.Token))).ToArray();
            for (var swap = 1; swap <= swaps; swap++)
            {
                await Task.Delay(length / (swaps + 1));
                await work.SwapAsync(await LoadAsync(swap));
                Console.WriteLine($"{Memory.Now(Stopwatch.GetElapsedTime(started).TotalMinutes)}  swap {swap}: {work.Describe()}");
            }

            await Task.Delay(length / (swaps + 1));
            await work.EndAsync();
            var ended = (await Task.WhenAll(calls)).Count(byDisposal => byDisposal);
            Console.WriteLine($"{Stopwatch.GetElapsedTime(started).TotalMinutes:F1} min, {callers} callers, {swaps} models swapped under them: {work.Describe()}; {ended} of {callers} callers saw the last disposal; {work.FirstWrong}");
            return work.Wrong == 0 && ended == callers ? 0 : 1;

            async Task<Served> LoadAsync(int turn) => alone[turn % models.Length] with { Recognizer = await Engines.LoadAsync(threads, models[turn % models.Length]) };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
