using Emotion.Ambiguity.Tests.Shared;
using Emotion.Ambiguity.WebDemo.Tests.Support;
using Microsoft.Playwright;

namespace Emotion.Ambiguity.WebDemo.Tests;

[Collection(DemoDefinition.Name)]
public sealed class ScreenshotTests(Demo demo)
{
    /// <summary>Set to 1 to make the screenshots of docs/web-demo.md anew.</summary>
    private const string UpdateVariable = "EMOTION_AMBIGUITY_SCREENSHOTS";

    private const long LargestBytes = 200 * 1024;

    [BrowserTheory]
    [InlineData("desktop", 1180, 980, ColorScheme.Light, "single", "h1")]
    [InlineData("dark", 1180, 960, ColorScheme.Dark, "ambiguous", "#cards")]
    [InlineData("steps", 1180, 860, ColorScheme.Light, "ambiguous", "#steps")]
    [InlineData("phone", 390, 844, ColorScheme.Light, "single", "#result-heading")]
    public async Task Screenshot_OfTheDocs_IsThereAndSmall(string name, int width, int height, ColorScheme scheme, string prompt, string top)
    {
        var file = FileOf(name);
        if (IsUpdate)
        {
            await using var visit = await demo.OpenAsync(width, height, scheme);
            await visit.Page.Locator($"input[value={prompt}]").CheckAsync();
            await visit.ChooseAsync(prompt == "single" ? Demo.Said : "It's eleven o'clock.");
            await visit.Page.Mouse.MoveAsync(0, 0);
            await visit.Page.Locator(top).EvaluateAsync("element => element.scrollIntoView()");
            if (top == "#steps") await visit.Page.Locator(top).ScreenshotAsync(new LocatorScreenshotOptions { Path = file });
            else await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
        }

        new FileInfo(file).Length.ShouldBeInRange(5_000, LargestBytes);
    }

    [BrowserFact]
    public async Task Screenshot_OfLiveMode_IsThereAndSmall()
    {
        var file = FileOf("live");
        if (IsUpdate)
        {
            await using var visit = await demo.OpenAsync(1180, 860);
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Go live" }).ClickAsync();
            await Assertions.Expect(visit.Page.Locator("#segments li").Nth(2)).ToBeVisibleAsync();
            await visit.Page.Mouse.MoveAsync(0, 0);
            await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "End live" }).ClickAsync();
        }

        new FileInfo(file).Length.ShouldBeInRange(5_000, LargestBytes);
    }

    private static bool IsUpdate => Environment.GetEnvironmentVariable(UpdateVariable) == "1";

    private static string FileOf(string name) => RepositoryFiles.Get("docs", "images", "web-demo", $"{name}.png");
}
