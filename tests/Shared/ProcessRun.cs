using System.Diagnostics;
using System.Reflection;

namespace Emotion.Ambiguity.Tests.Shared;

/// <summary>A program that was run to its end, as a user runs it.</summary>
internal sealed record ProcessRun(int ExitCode, string Output, string Error)
{
    /// <summary>The configuration that the tests, and so everything they run, were built in.</summary>
    public static string Configuration { get; } = typeof(ProcessRun).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Everything that it said, for a test's message.</summary>
    public string All => $"exit code {ExitCode}\n{Output}\n{Error}";

    /// <summary>The dotnet command, with none of the settings that the test runner's own dotnet leaves in the environment.</summary>
    public static Task<ProcessRun> DotnetAsync(string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null, TimeSpan? limit = null) =>
        RunAsync(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", folder, arguments, variables, limit);

    public static async Task<ProcessRun> RunAsync(
        string file, string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null, TimeSpan? limit = null)
    {
        var most = limit ?? TimeSpan.FromMinutes(8);
        var start = new ProcessStartInfo(file, arguments) { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray()) start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in variables ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var late = new CancellationTokenSource(most);
        var output = process.StandardOutput.ReadToEndAsync(late.Token);
        var error = process.StandardError.ReadToEndAsync(late.Token);
        try
        {
            await process.WaitForExitAsync(late.Token);
            return new ProcessRun(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{file} {string.Join(' ', arguments)} did not end within {most.TotalMinutes:F0} minutes.", exception);
        }
    }
}
