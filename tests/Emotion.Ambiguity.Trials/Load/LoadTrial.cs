using System.Diagnostics;
using System.Globalization;

namespace Emotion.Ambiguity.Trials.Load;

/// <summary>Runs cases in a child process, and another child behind the case that ended the one before.</summary>
internal static class LoadTrial
{
    /// <summary>No case may take longer: a load that hangs is a hole like one that aborts.</summary>
    private static readonly TimeSpan CaseLimit = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var kind = arguments.Text("kind", "gguf");
        var (next, end) = (arguments.Number("first", 0), arguments.Number("first", 0) + arguments.Number("cases", 1000));
        var (holes, loaded, refused) = (0, 0, 0);
        var started = Stopwatch.GetTimestamp();
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        while (next < end)
        {
            using var child = Start(kind, next, end, file);
            var last = new Queue<string>();
            var errors = ReadErrorsAsync(child, last);
            var current = next;
            try
            {
                while (await child.StandardOutput.ReadLineAsync().WaitAsync(CaseLimit) is { } line)
                {
                    if (line.StartsWith("case ", StringComparison.Ordinal)) current = int.Parse(line.AsSpan(5), CultureInfo.InvariantCulture);
                    else if (line.StartsWith("loaded", StringComparison.Ordinal)) loaded++;
                    else if (line.StartsWith("refused", StringComparison.Ordinal)) refused++;
                }

                await child.WaitForExitAsync();
            }
            catch (TimeoutException)
            {
                child.Kill();
                await child.WaitForExitAsync();
            }

            if (child.ExitCode == 0) break;
            await errors;
            holes++;
            Console.WriteLine($"HOLE {kind} case {current}: exit code {child.ExitCode}: {string.Join(" | ", last)}");
            next = current + 1;
        }

        File.Delete(file);
        Console.WriteLine($"{kind}: {end - arguments.Number("first", 0)} cases, {loaded} loaded, {refused} refused, {holes} ended the process, {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");
        return holes == 0 ? 0 : 1;
    }

    private static Process Start(string kind, int first, int end, string file)
    {
        var isHost = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet";
        string[] own = isHost ? [Environment.GetCommandLineArgs()[0]] : [];
        return Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. own, "load-child", "--kind", kind, "--first", $"{first}", "--end", $"{end}", "--file", file])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["GGML_NO_BACKTRACE"] = "1" }, // a debugger for each would take longer than the cases
        })!;
    }

    private static async Task ReadErrorsAsync(Process child, Queue<string> last)
    {
        while (await child.StandardError.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("   at ", StringComparison.Ordinal) || line.Length < 3) continue;
            if (last.Count == 6) last.Dequeue();
            last.Enqueue(line.Length > 220 ? line[..220] : line);
        }
    }
}
