using System.Text;
using System.Text.RegularExpressions;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Docs.Tests.Markdown;

/// <summary>A Markdown file of the repository: its links, headings and code, read as far as the project's own pages need.</summary>
internal sealed partial class MarkdownPage
{
    private static readonly string[] LeftOut = ["node_modules", "artifacts", "bin", "obj", ".git", "TestResults", "BenchmarkDotNet.Artifacts"];

    // It becomes the beginning of docs/results.md, where its links are looked at.
    private static readonly string[] Fragments = ["results-introduction.md"];

    private MarkdownPage(string name, string text)
    {
        Name = name;
        var (lines, blocks) = (text.ReplaceLineEndings("\n").Split('\n'), new List<CodeBlock>());
        var prose = Blank(lines, name, blocks);
        (Blocks, Prose) = (blocks, prose);
        Anchors = ReadAnchors(prose);
        Links = [.. ReadLinks(prose)];
    }

    /// <summary>All pages, by their path relative to the repository.</summary>
    public static IReadOnlyDictionary<string, MarkdownPage> All { get; } = Files(new DirectoryInfo(RepositoryFiles.Root))
        .Select(f => new MarkdownPage(Path.GetRelativePath(RepositoryFiles.Root, f.FullName).Replace('\\', '/'), File.ReadAllText(f.FullName)))
        .OrderBy(p => p.Name, StringComparer.Ordinal)
        .ToDictionary(p => p.Name, StringComparer.Ordinal);

    /// <summary>The path relative to the repository, with slashes.</summary>
    public string Name { get; }

    /// <summary>The lines, empty where there is code.</summary>
    public IReadOnlyList<string> Prose { get; }

    public IReadOnlyList<CodeBlock> Blocks { get; }

    public IReadOnlyList<MarkdownLink> Links { get; }

    /// <summary>The anchors of headings, as GitHub makes them, and those that are written out.</summary>
    public IReadOnlySet<string> Anchors { get; }

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) =>
        folder.EnumerateFiles("*.md").Where(f => !Fragments.Contains(f.Name)).Concat(folder.EnumerateDirectories().Where(d => !LeftOut.Contains(d.Name) && d.LinkTarget is null).SelectMany(Files));

    /// <summary>Takes the fenced blocks out and leaves empty lines in their place.</summary>
    private static string[] Blank(string[] lines, string page, List<CodeBlock> blocks)
    {
        var prose = (string[])lines.Clone();
        for (var i = 0; i < lines.Length; i++)
        {
            if (Fence().Match(lines[i]) is not { Success: true } fence) continue;
            var (start, end) = (i, i + 1);
            while (end < lines.Length && lines[end].Trim() != fence.Groups["fence"].Value) end++;
            blocks.Add(new CodeBlock(page, start + 2, fence.Groups["language"].Value, SettingBefore(lines, start), string.Concat(lines[(start + 1)..Math.Min(end, lines.Length)].Select(l => l + "\n"))));
            for (i = start; i < Math.Min(end + 1, lines.Length); i++) prose[i] = "";
            i = end;
        }

        return prose;
    }

    /// <summary>The comment that ends on the line before, or null.</summary>
    private static string? SettingBefore(string[] lines, int start)
    {
        if (start == 0 || !lines[start - 1].TrimEnd().EndsWith("-->", StringComparison.Ordinal)) return null;
        var first = start - 1;
        while (first > 0 && !lines[first].Contains("<!--", StringComparison.Ordinal)) first--;
        return Comment().Match(string.Join('\n', lines[first..start])) is { Success: true } comment ? comment.Groups["content"].Value.Trim() : null;
    }

    private static IEnumerable<MarkdownLink> ReadLinks(string[] prose)
    {
        for (var i = 0; i < prose.Length; i++)
        {
            var line = InlineCode().Replace(prose[i], code => new string(' ', code.Length));
            foreach (var pattern in new[] { InlineLink(), Reference(), HtmlLink() })
            {
                foreach (Match link in pattern.Matches(line)) yield return new MarkdownLink(link.Groups["target"].Value, i + 1);
            }
        }
    }

    private static HashSet<string> ReadAnchors(string[] prose)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in prose)
        {
            foreach (Match written in WrittenAnchor().Matches(line)) anchors.Add(written.Groups["name"].Value);
            if (Heading().Match(line) is not { Success: true } heading) continue;
            var (anchor, number) = (Slug(heading.Groups["text"].Value), 0);
            var unique = anchor;
            while (!anchors.Add(unique)) unique = $"{anchor}-{++number}";
        }

        return anchors;
    }

    /// <summary>Lower case, without punctuation, hyphens for spaces.</summary>
    private static string Slug(string heading)
    {
        var text = LinkText().Replace(heading, "${text}").Replace("`", "", StringComparison.Ordinal).Trim().ToLowerInvariant();
        var slug = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c) || c is '-' or '_') slug.Append(c);
            else if (c == ' ') slug.Append('-');
        }

        return slug.ToString();
    }

    [GeneratedRegex(@"^\s*(?<fence>`{3,})(?<language>[\w-]*)\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();

    [GeneratedRegex("<!--(?<content>.*?)-->$", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("(?<fence>`+)(?!`).+?(?<!`)\\k<fence>(?!`)", RegexOptions.ExplicitCapture)]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"(?<!\\)\]\((?<target>[^()\s]+(\([^()\s]*\)[^()\s]*)*)(\s+""[^""]*"")?\)", RegexOptions.ExplicitCapture)]
    private static partial Regex InlineLink();

    [GeneratedRegex(@"^\s{0,3}\[[^\]]+\]:\s+(?<target>\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();

    [GeneratedRegex("<(a|img)\\s[^>]*(href|src)=\"(?<target>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex HtmlLink();

    [GeneratedRegex("<a\\s[^>]*(id|name)=\"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex WrittenAnchor();

    [GeneratedRegex(@"^ {0,3}#{1,6}\s+(?<text>.+?)\s*#*\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    [GeneratedRegex(@"!?\[(?<text>[^\]]*)\]\([^)]*\)", RegexOptions.ExplicitCapture)]
    private static partial Regex LinkText();
}
