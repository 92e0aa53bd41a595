using Emotion.Ambiguity.Docs.Tests.Markdown;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Docs.Tests;

/// <summary>Links of all Markdown files lead somewhere. Those that leave the repository are looked at, not followed.</summary>
public sealed class LinkTests
{
    public static TheoryData<string> Pages => [.. MarkdownPage.All.Keys];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_EveryLink_LeadsSomewhere(string name)
    {
        var page = MarkdownPage.All[name];
        page.Links.Select(link => (link.Line, link.Target, Fault: Fault(page, link))).Where(l => l.Fault is not null)
            .Select(l => $"{name}:{l.Line}: {l.Target} {l.Fault}").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("missing.md", "there is no such file")]
    [InlineData("../README.md#no-such-heading", "the page has no such heading")]
    [InlineData("#no-such-heading", "the page has no such heading")]
    [InlineData("/docs/index.md", "is not relative")]
    [InlineData("https://exa mple.org/", "is no address")]
    [InlineData("index.md", null)]
    [InlineData("index.md#use-it", null)]
    [InlineData("images/data-flow.svg", null)]
    [InlineData("https://example.org/a?b#c", null)]
    public void Fault_OfALink_IsFound(string target, string? fault) => Fault(MarkdownPage.All["docs/index.md"], new MarkdownLink(target, 1)).ShouldBe(fault);

    private static string? Fault(MarkdownPage page, MarkdownLink link)
    {
        if (link.IsExternal) return Uri.IsWellFormedUriString(link.Target, UriKind.Absolute) ? null : "is no address";
        if (link.Path.StartsWith('/')) return "is not relative";
        var target = link.Path.Length == 0 ? page.Name : Path.GetRelativePath(RepositoryFiles.Root, RepositoryFiles.Get(Path.GetDirectoryName(page.Name)!, link.Path)).Replace('\\', '/');
        if (target.StartsWith("..", StringComparison.Ordinal)) return "leaves the repository";
        if (!Path.Exists(RepositoryFiles.Get(target))) return "there is no such file";
        if (link.Anchor is null || !MarkdownPage.All.TryGetValue(target, out var other)) return null;
        return other.Anchors.Contains(link.Anchor) ? null : "the page has no such heading";
    }
}
