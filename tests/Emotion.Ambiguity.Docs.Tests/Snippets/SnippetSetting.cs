using Emotion.Ambiguity.Docs.Tests.Markdown;

namespace Emotion.Ambiguity.Docs.Tests.Snippets;

/// <summary>What the comment before a block says: parameters, "members", or the file that the block is.</summary>
/// <param name="Parameters">What the block takes from its surroundings, as C# parameters.</param>
/// <param name="AreMembers">Whether it is members of a static class.</param>
/// <param name="File">The file that it repeats, or null.</param>
internal sealed record SnippetSetting(string Parameters, bool AreMembers, string? File)
{
    private const string Prefix = "snippet:";
    private const string FilePrefix = "file ";

    public static SnippetSetting Of(CodeBlock block)
    {
        var text = block.Setting is { } setting && setting.StartsWith(Prefix, StringComparison.Ordinal) ? setting[Prefix.Length..].Trim() : "";
        if (text == "members") return new("", AreMembers: true, File: null);
        if (text.StartsWith(FilePrefix, StringComparison.Ordinal)) return new("", AreMembers: false, text[FilePrefix.Length..].Trim());
        return new(text.Length == 0 ? "string[] args" : text, AreMembers: false, File: null);
    }
}
