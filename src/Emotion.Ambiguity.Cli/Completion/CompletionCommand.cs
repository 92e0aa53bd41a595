using System.CommandLine;

namespace Emotion.Ambiguity.Cli.Completion;

/// <summary>The completion command: prints the script that makes a shell complete commands, options and their values.</summary>
internal static class CompletionCommand
{
    public static Command Create(TextWriter output)
    {
        var shell = new Argument<string>("shell") { HelpName = "shell", Description = $"{string.Join(", ", CompletionScripts.Shells[..^1])} or {CompletionScripts.Shells[^1]}." };
        shell.CompletionSources.Add(_ => Choices.Items(CompletionScripts.Shells));
        var command = new Command("completion", "Prints a script that makes a shell complete commands, options and values.") { shell };
        command.SetAction(parsed =>
        {
            var name = parsed.GetRequiredValue(shell);
            output.WriteLine((CompletionScripts.Of(name) ?? throw new UsageException($"There is no script for \"{name}\". Known: {string.Join(", ", CompletionScripts.Shells)}.")).ReplaceLineEndings("\n"));
            return ExitCode.Success;
        });
        return command;
    }
}
