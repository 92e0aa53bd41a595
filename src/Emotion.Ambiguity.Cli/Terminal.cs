using Spectre.Console;

namespace Emotion.Ambiguity.Cli;

/// <summary>Where tables go: with colours to a terminal, plain and 120 columns wide to anything else.</summary>
internal static class Terminal
{
    public static IAnsiConsole Create(TextWriter output)
    {
        var toTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = toTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = toTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        });
        if (!toTerminal) console.Profile.Width = 120;
        return console;
    }
}
