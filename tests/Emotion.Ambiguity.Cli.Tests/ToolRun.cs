namespace Emotion.Ambiguity.Cli.Tests;

/// <summary>Runs the tool as a user does, in this process.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static async Task<ToolRun> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = await Tool.RunAsync(arguments, output, error, CancellationToken.None);
        return new ToolRun(exitCode, output.ToString(), error.ToString());
    }
}
