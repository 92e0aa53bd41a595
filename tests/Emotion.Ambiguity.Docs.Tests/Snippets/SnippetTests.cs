using Emotion.Ambiguity.Docs.Tests.Markdown;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Docs.Tests.Snippets;

/// <summary>The C# of README.md and the pages compiles against the library as it is.</summary>
public sealed class SnippetTests
{
    private static readonly IReadOnlyDictionary<string, CodeBlock> Found = MarkdownPage.All.Values
        .Where(p => p.Name == "README.md" || p.Name.StartsWith("docs/", StringComparison.Ordinal))
        .SelectMany(p => p.Blocks).Where(b => b.Language is "csharp" or "cs" or "c#").ToDictionary(b => b.ToString(), StringComparer.Ordinal);

    public static TheoryData<string> Blocks => [.. Found.Keys];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Block_OfAPage_Compiles(string place)
    {
        var block = Found[place];
        block.Language.ShouldBe("csharp");
        if (SnippetSetting.Of(block).File is { } file) File.ReadAllText(RepositoryFiles.Get(file)).ReplaceLineEndings("\n").Trim().ShouldBe(block.Code.Trim());
        else SnippetCompiler.Compile(block).ShouldBeEmpty($"{block.Code}\nDeclare what the block takes from its surroundings: <!-- snippet: Type name, ... --> (CONTRIBUTING.md)");
    }

    [Theory]
    [InlineData("var x = EmotionDistribution.Uniform(EmotionTaxonomy.Ekman6);", null, null)]
    [InlineData("var x = y;", "snippet: int y", null)]
    [InlineData("var x = y;", null, "page.md:7: CS0103")]
    [InlineData("var x =\n    y;", null, "page.md:8: CS0103")]
    [InlineData("using System.Text;\n\nvar x = new StringBuilder();", null, null)]
    [InlineData("using System.Text;\n\nEmotionTaxonomy x = null!;", null, "page.md:9: CS0246")]
    [InlineData("await Task.Yield();\nConsole.WriteLine(new Mine());\n\npublic sealed class Mine;", null, null)]
    [InlineData("public static int Twice(this int x) => 2 * x;", "snippet: members", null)]
    [InlineData("OldAsync();\n\n[Obsolete(\"no\")] static void OldAsync() { }", null, "page.md:7: CS0618")]
    public void Compile_Code_SaysWhereItIsWrong(string code, string? setting, string? error)
    {
        var errors = SnippetCompiler.Compile(new CodeBlock("page.md", 7, "csharp", setting, code + "\n"));
        if (error is null) errors.ShouldBeEmpty();
        else errors.ShouldHaveSingleItem().ShouldStartWith(error);
    }
}
