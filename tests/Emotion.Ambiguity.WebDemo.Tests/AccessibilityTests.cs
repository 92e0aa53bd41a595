using Emotion.Ambiguity.WebDemo.Tests.Support;
using Microsoft.Playwright;

namespace Emotion.Ambiguity.WebDemo.Tests;

[Collection(DemoDefinition.Name)]
public sealed class AccessibilityTests(Demo demo)
{
    // WCAG 2.2, success criterion 1.4.3: 4.5 for text, 3 for large text (24 px, or 18.66 px and bold).
    private const string WeakText =
        """
        () => {
          const parse = color => {
            const numbers = color.match(/[\d.e-]+/g).map(Number);
            return color.startsWith('color(') ? [...numbers.slice(0, 3).map(x => 255 * x), numbers[3] ?? 1] : [...numbers.slice(0, 3), numbers[3] ?? 1];
          };
          const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
          const luminance = rgb => rgb.slice(0, 3).map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
          const ground = node => {
            const layers = [];
            for (let at = node; at; at = at.parentElement) layers.push(parse(getComputedStyle(at).backgroundColor));
            return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
          };
          const weak = [];
          let seen = 0;
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const node = walker.currentNode.parentElement;
            if (!walker.currentNode.textContent.trim() || !node.checkVisibility() || node.closest('.skip, .visually-hidden, script')) continue;
            seen++;
            const style = getComputedStyle(node);
            const under = ground(node);
            const [a, b] = [luminance(over(parse(style.color), under)), luminance(under)].sort((x, y) => y - x);
            const size = parseFloat(style.fontSize);
            const needed = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700) ? 3 : 4.5;
            const contrast = (a + .05) / (b + .05);
            if (contrast < needed) weak.push(`${contrast.toFixed(2)} "${walker.currentNode.textContent.trim()}" (${node.tagName}.${node.className})`);
          }
          return [String(seen), ...weak];
        }
        """;

    [BrowserTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Text_InEitherScheme_HasEnoughContrast(ColorScheme scheme)
    {
        await using var visit = await demo.OpenAsync(scheme: scheme);
        await visit.ChooseAsync(Demo.Said);
        var weak = await visit.Page.EvaluateAsync<string[]>(WeakText);
        int.Parse(weak[0]).ShouldBeGreaterThan(60); // texts looked at
        weak[1..].ShouldBeEmpty();
        var ground = await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
        ground.ShouldBe(scheme == ColorScheme.Dark ? "rgb(18, 20, 23)" : "rgb(246, 244, 240)");
    }

    [BrowserTheory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1280)]
    public async Task Page_AtAnyWidth_DoesNotScrollSideways(int width)
    {
        await using var visit = await demo.OpenAsync(width, 740);
        await visit.ChooseAsync(Demo.Said);
        (await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        (await visit.Page.EvaluateAsync<int>("() => Math.min(...[...document.querySelectorAll('button, .button')].filter(b => b.checkVisibility()).map(b => b.getBoundingClientRect().height))")).ShouldBeGreaterThanOrEqualTo(24); // WCAG 2.5.8
    }

    [BrowserFact]
    public async Task Page_ForAScreenReader_HasNamesRolesAndOneOrderOfHeadings()
    {
        await using var visit = await demo.OpenAsync();
        await visit.ChooseAsync(Demo.Said);
        var page = visit.Page;
        (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe("en");
        foreach (var landmark in new[] { AriaRole.Banner, AriaRole.Main, AriaRole.Contentinfo }) (await page.GetByRole(landmark).CountAsync()).ShouldBe(1, landmark.ToString());

        // What can be used has a name; the tree is the one that the browser gives to assistive software.
        var nameless = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('button, input, a[href], audio, [role]')].filter(n => n.checkVisibility())
              .filter(n => !(n.ariaLabel || n.labels?.length || n.textContent.trim() || n.getAttribute('aria-labelledby'))).map(n => n.outerHTML)
            """);
        nameless.ShouldBeEmpty();
        var levels = await page.EvaluateAsync<int[]>("() => [...document.querySelectorAll('h1, h2, h3, h4')].filter(h => h.checkVisibility()).map(h => +h.tagName[1])");
        levels[0].ShouldBe(1);
        foreach (var (previous, next) in levels.Zip(levels.Skip(1))) (next - previous).ShouldBeLessThanOrEqualTo(1, string.Join(' ', levels));

        // Bars are for eyes; each card is a table with a caption, row headers and numbers.
        var cards = await visit.Cards.CountAsync();
        (await visit.Cards.GetByRole(AriaRole.Table).CountAsync()).ShouldBe(cards);
        (await visit.Cards.GetByRole(AriaRole.Rowheader).CountAsync()).ShouldBe(6 * cards);
        (await visit.Cards.Locator("td.bar:not([aria-hidden=true])").CountAsync()).ShouldBe(0);
        (await page.Locator("#segments").GetAttributeAsync("aria-live")).ShouldBe("polite");
        (await page.GetByRole(AriaRole.Status).CountAsync()).ShouldBe(1);
    }

    [BrowserFact]
    public async Task Keyboard_Alone_ReachesEverything()
    {
        await using var visit = await demo.OpenAsync();
        var page = visit.Page;
        await page.Keyboard.PressAsync("Tab");
        (await FocusAsync(page)).ShouldBe("Skip to the result");
        await TabToAsync(page, "Choose a file", "#file");
        await TabToAsync(page, "Record", "#record");
        await TabToAsync(page, "Go live", "#live");
        await TabToAsync(page, "the clip", "#clips li:nth-child(3) button");

        // Whoever goes by keys sees where they are.
        (await page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle")).ShouldBe("solid");
        await page.Keyboard.PressAsync("Enter");
        await visit.RecognizedAsync();
        await TabToAsync(page, "the settings", "input[name=input]");
        await TabToAsync(page, "the steps", "#tokens button:last-child");
        await page.Keyboard.PressAsync("Space");
        (await page.Locator("#tokens button").Last.GetAttributeAsync("aria-pressed")).ShouldBe("true");
        await TabToAsync(page, "the table of steps", "#step-table");
    }

    [BrowserFact]
    public async Task Motion_NotWanted_NothingMoves()
    {
        await using var visit = await demo.OpenAsync();
        await visit.ChooseAsync(Demo.Said);
        (await visit.Page.EvaluateAsync<int>("() => document.getAnimations().length")).ShouldBe(0);
        (await visit.Page.Locator(".fill").First.EvaluateAsync<string>("bar => getComputedStyle(bar).transitionDuration")).ShouldBe("0s");
    }

    private static Task<string> FocusAsync(IPage page) => page.EvaluateAsync<string>("() => document.activeElement.textContent.trim()");

    private static async Task TabToAsync(IPage page, string what, string selector)
    {
        for (var i = 0; i < 40; i++)
        {
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector)) return;
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The Tab key does not reach {what}.");
    }
}
