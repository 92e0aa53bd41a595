using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Models.Mini.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public void Readme_FirstExample_IsTheSampleThatIsBuilt()
    {
        var readme = File.ReadAllText(RepositoryFiles.Get("README.md"));
        readme.ShouldContain(File.ReadAllText(RepositoryFiles.Get("samples", "BasicRecognition", "Program.cs")).Trim());
    }

    [Fact]
    public void Integrations_FirstExample_IsTheSampleThatIsBuilt()
    {
        var page = File.ReadAllText(RepositoryFiles.Get("docs", "integrations.md"));
        foreach (var file in new[] { "Program.cs", "appsettings.json" })
            page.ShouldContain(File.ReadAllText(RepositoryFiles.Get("samples", "DependencyInjection", file)).Trim());
    }

    [Theory]
    [InlineData("LLamaSharpRecognition")]
    [InlineData("WhisperNetRecognition")]
    public void Integrations_Example_IsTheSample(string sample)
    {
        var page = File.ReadAllText(RepositoryFiles.Get("docs", "integrations.md"));
        page.ShouldContain(File.ReadAllText(RepositoryFiles.Get("integrations", "samples", sample, "Program.cs")).Trim());
    }
}
