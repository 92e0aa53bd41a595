using System.Text.Json;
using System.Text.RegularExpressions;
using Emotion.Ambiguity.Docs.Tests.Markdown;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Docs.Tests;

public sealed class TableOfContentsTests
{
    // Decisions are read from code and other pages; their folder is their list.
    private const string Decisions = "docs/decisions/0";

    private static readonly string[] Listed =
    [
        .. Regex.Matches(File.ReadAllText(RepositoryFiles.Get("docs", "toc.yml")), @"^\s*href:\s*(?<page>\S+)\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)
            .Select(m => m.Groups["page"].Value),
    ];

    [Fact]
    public void Contents_EveryPage_IsListedOnce()
    {
        var pages = MarkdownPage.All.Keys.Where(n => n.StartsWith("docs/", StringComparison.Ordinal) && !n.StartsWith(Decisions, StringComparison.Ordinal)).Select(n => n["docs/".Length..]);
        pages.Except(Listed).ShouldBeEmpty("add these to docs/toc.yml and docs/index.md");
        Listed.ShouldBeUnique();
    }

    [Fact]
    public void Contents_EveryEntry_IsAPage() => Listed.Where(p => !MarkdownPage.All.ContainsKey($"docs/{p}")).ShouldBeEmpty();

    [Fact]
    public void Overview_EveryEntry_IsReachable()
    {
        var linked = MarkdownPage.All["docs/index.md"].Links.Concat(MarkdownPage.All["docs/extractors/README.md"].Links.Select(l => l with { Target = $"extractors/{l.Target}" })).Select(l => l.Path);
        Listed.Except(linked).Except(["index.md"]).ShouldBeEmpty("docs/index.md is a map of all pages");
    }

    [Fact]
    public void Site_Settings_NameFilesThatAreThere()
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.Get("docs", "docfx.json")));
        var build = settings.RootElement.GetProperty("build");
        foreach (var group in new[] { "content", "resource" }.SelectMany(g => build.GetProperty(g).EnumerateArray()))
        {
            var folder = RepositoryFiles.Get("docs", group.GetProperty("src").GetString()!);
            foreach (var file in group.GetProperty("files").EnumerateArray().Select(f => f.GetString()!))
                Path.Exists(Path.Combine(folder, file.Split("/**")[0])).ShouldBeTrue(file);
        }
    }
}
