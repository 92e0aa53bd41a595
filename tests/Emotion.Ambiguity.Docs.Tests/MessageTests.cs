using System.Text.RegularExpressions;
using Emotion.Ambiguity.Docs.Tests.Markdown;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Docs.Tests;

/// <summary>Messages that pages quote are the ones that the code prints, so that a search for one leads to the page.</summary>
public sealed partial class MessageTests
{
    // Shorter pieces prove nothing.
    private const int ShortestPiece = 6;

    private static readonly string Sources = string.Concat(
        Directory.EnumerateFiles(RepositoryFiles.Get("src"), "*.cs", SearchOption.AllDirectories)
            .Concat(new[] { "native", "charts" }.SelectMany(folder => Directory.EnumerateFiles(RepositoryFiles.Get(folder), "*.proj")))
            .Select(file => WithConstants(File.ReadAllText(file))));

    public static TheoryData<string> Pages => ["docs/troubleshooting.md", "docs/gpu.md"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_EveryMessage_StandsInTheSources(string name)
    {
        var page = MarkdownPage.All[name];
        var messages = page.Blocks.Where(b => b.Language == "text" && b.Setting is null).SelectMany(b => b.Code.Split('\n')).Concat(Cells(page)).ToList();
        messages.ShouldNotBeEmpty();
        messages.SelectMany(Pieces).Distinct().Where(piece => !Sources.Contains(piece, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    /// <summary>What stands between holes and ends of sentences, because those are put together at run time.</summary>
    private static IEnumerable<string> Pieces(string message) =>
        Between().Split(message).Select(p => p.Trim(' ', '.', ',', ':', ';', '/', '(', ')', '"')).Where(p => p.Length >= ShortestPiece);

    /// <summary>The cells of columns that are headed "it says" or "message".</summary>
    private static IEnumerable<string> Cells(MarkdownPage page)
    {
        var column = -1;
        foreach (var line in page.Prose)
        {
            if (!line.StartsWith('|'))
            {
                column = -1;
                continue;
            }

            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (Array.FindIndex(cells, c => c is "it says" or "message") is var head and >= 0) column = head;
            else if (column >= 0) yield return cells[column];
        }
    }

    /// <summary>A source with its own string constants put into the texts that use them, and quotes as they are printed.</summary>
    private static string WithConstants(string source)
    {
        foreach (Match constant in Constant().Matches(source))
            source = source.Replace($"{{{constant.Groups["name"].Value}}}", constant.Groups["value"].Value, StringComparison.Ordinal);
        return source.Replace("\\\"", "\"", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"…|(?<=[.;:?]) | / ")]
    private static partial Regex Between();

    [GeneratedRegex("const string (?<name>\\w+) = \"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Constant();
}
