using System.Text.RegularExpressions;
using Emotion.Ambiguity.Cli;
using Emotion.Ambiguity.Docs.Tests.Markdown;

namespace Emotion.Ambiguity.Docs.Tests;

/// <summary>docs/cli.md against what the tool says of itself, both ways.</summary>
public sealed partial class ToolDocumentationTests
{
    [Fact]
    public async Task Page_EveryOption_IsInTheSectionOfItsCommand()
    {
        var missing = new List<string>();
        foreach (var command in await CommandsAsync())
        {
            var documented = Section(command).SelectMany(line => Names(line)).ToHashSet(StringComparer.Ordinal);
            missing.AddRange((await OptionsAsync(command)).Except(documented).Select(option => $"{command} {option}"));
        }

        missing.ShouldBeEmpty("docs/cli.md does not name these");
    }

    [Fact]
    public async Task Page_EveryDocumentedOption_IsThere()
    {
        var unknown = new List<string>();
        foreach (var command in await CommandsAsync())
        {
            var documented = Section(command).Where(l => l.StartsWith('|')).SelectMany(line => Names(line.Split('|')[1]));
            unknown.AddRange(documented.Except(await OptionsAsync(command)).Select(option => $"{command} {option}"));
        }

        unknown.ShouldBeEmpty("docs/cli.md names these, but the tool has no such options");
    }

    [Fact]
    public async Task Tool_Help_NamesCommandsAndOptions()
    {
        var commands = await CommandsAsync();
        commands.ShouldContain("recognize");
        commands.ShouldContain("info");
        (await OptionsAsync("recognize")).ShouldContain("--text");
        (await OptionsAsync("recognize")).ShouldContain("-t");
    }

    /// <summary>The lines of a command's section; a command without one fails the test.</summary>
    private static string[] Section(string command)
    {
        var lines = MarkdownPage.All["docs/cli.md"].Prose;
        var start = lines.ToList().FindIndex(l => string.Equals(l.Trim(), $"## {command}", StringComparison.Ordinal));
        start.ShouldBeGreaterThanOrEqualTo(0, $"docs/cli.md has no section \"{command}\"");
        return [.. lines.Skip(start + 1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal))];
    }

    private static IEnumerable<string> Names(string text) =>
        InCode().Matches(text).SelectMany(code => OptionName().Matches(code.Value)).Select(m => m.Groups["name"].Value);

    private static async Task<string[]> CommandsAsync() => [.. Column(await HelpAsync("--help"), "Commands:").Select(line => line.Split(' ')[0])];

    /// <summary>The options of a command and of the commands below it.</summary>
    private static async Task<string[]> OptionsAsync(string command)
    {
        var options = new List<string>();
        foreach (var below in Column(await HelpAsync(command, "--help"), "Commands:").Select(line => line.Split(' ')[0])) options.AddRange(await OwnOptionsAsync(command, below));
        return [.. options.Concat(await OwnOptionsAsync(command)).Distinct(StringComparer.Ordinal)];
    }

    private static async Task<string[]> OwnOptionsAsync(params string[] command) =>
        [.. Column(await HelpAsync([.. command, "--help"]), "Options:").SelectMany(line => OptionName().Matches(line.Split("  ")[0])).Select(m => m.Groups["name"].Value).Except(["--help", "-h"])];

    /// <summary>The entries below a title of a help text.</summary>
    private static IEnumerable<string> Column(string help, string title) =>
        help.Split('\n').SkipWhile(l => l.TrimEnd() != title).Skip(1).TakeWhile(l => l.Trim().Length > 0).Where(l => l.StartsWith("  ", StringComparison.Ordinal) && l[2] != ' ').Select(l => l.Trim());

    private static async Task<string> HelpAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        (await Tool.RunAsync(arguments, output, TextWriter.Null, CancellationToken.None)).ShouldBe(0);
        return output.ToString();
    }

    [GeneratedRegex("`[^`]+`")]
    private static partial Regex InCode();

    [GeneratedRegex("(?<![\\w-])(?<name>--[a-z][a-z-]*|-[a-z])(?![\\w-])", RegexOptions.ExplicitCapture)]
    private static partial Regex OptionName();
}
