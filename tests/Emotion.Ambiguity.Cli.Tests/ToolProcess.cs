using System.Diagnostics;
using System.Globalization;

namespace Emotion.Ambiguity.Cli.Tests;

/// <summary>The tool as a process, for what can be seen from outside alone.</summary>
internal static class ToolProcess
{
    // A test run in the background of a shell ignores SIGINT, and so would its children: env of the GNU tools takes that back.
    public static Process Start(params string[] arguments)
    {
        string[] command = ["dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "emotion-ambiguity.dll"), .. arguments];
        if (OperatingSystem.IsLinux()) command = ["env", "--default-signal=INT", .. command];
        return Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
    }

    /// <summary>Sends a signal, which Windows has none of.</summary>
    public static async Task SendAsync(int process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }
}
