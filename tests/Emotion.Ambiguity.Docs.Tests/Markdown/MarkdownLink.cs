namespace Emotion.Ambiguity.Docs.Tests.Markdown;

/// <summary>A link or an image of a page.</summary>
/// <param name="Target">What it points to, as written.</param>
/// <param name="Line">Its line, from 1.</param>
internal sealed record MarkdownLink(string Target, int Line)
{
    /// <summary>Whether it leaves the repository.</summary>
    public bool IsExternal => Target.Contains("://", StringComparison.Ordinal) || Target.StartsWith("mailto:", StringComparison.Ordinal);

    /// <summary>The file, without the heading; empty for a heading of the same page.</summary>
    public string Path => Uri.UnescapeDataString(Target.Split('#')[0]);

    /// <summary>The heading's anchor, or null.</summary>
    public string? Anchor => Target.Contains('#', StringComparison.Ordinal) ? Target[(Target.IndexOf('#', StringComparison.Ordinal) + 1)..] : null;
}
