using System.Text.RegularExpressions;

namespace Emotion.Ambiguity.Tests.Shared;

/// <summary>The C# blocks of README.md, in their order.</summary>
internal static class ReadmeExamples
{
    public static string[] All() =>
        [.. Regex.Matches(File.ReadAllText(RepositoryFiles.Get("README.md")).ReplaceLineEndings("\n"), "```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture).Select(m => m.Groups["code"].Value)];
}
