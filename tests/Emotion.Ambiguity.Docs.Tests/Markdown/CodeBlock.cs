namespace Emotion.Ambiguity.Docs.Tests.Markdown;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page, relative to the repository.</param>
/// <param name="Line">The line of its first line of code, from 1.</param>
/// <param name="Language">What stands behind the fence ("csharp").</param>
/// <param name="Setting">What the comment before it says ("snippet: ..."), or null.</param>
/// <param name="Code">The lines, each with its line end.</param>
internal sealed record CodeBlock(string Page, int Line, string Language, string? Setting, string Code)
{
    /// <summary>Where it stands, for a test's message.</summary>
    public override string ToString() => $"{Page}:{Line}";
}
