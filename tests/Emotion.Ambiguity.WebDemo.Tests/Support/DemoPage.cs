using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Emotion.Ambiguity.WebDemo.Tests.Support;

/// <summary>The page as a visitor has it. Disposing it fails the test where the browser complained: script errors, refused content, missing files.</summary>
internal sealed class DemoPage : IAsyncDisposable
{
    // Recognition takes a second or two, and much longer on a machine that does other things.
    public const float Patience = 180_000;

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    public DemoPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        context.SetDefaultTimeout(Patience);
        page.SetDefaultTimeout(Patience);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") _complaints.Enqueue($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => _complaints.Enqueue($"script: {error}");
        page.Dialog += (_, dialog) => _complaints.Enqueue($"dialog: {dialog.Message}");
    }

    public IPage Page { get; }

    public ILocator Cards => Page.Locator("#cards article");

    public ILocator Status => Page.GetByRole(AriaRole.Status);

    public ILocator Problem => Page.GetByRole(AriaRole.Alert);

    /// <summary>The sample clip with a sentence.</summary>
    public ILocator Clip(string sentence) => Page.GetByRole(AriaRole.Button, new() { Name = sentence });

    public async Task ChooseAsync(string sentence)
    {
        await Clip(sentence).ClickAsync();
        await RecognizedAsync();
    }

    public async Task RecognizedAsync() => await Assertions.Expect(Status).ToContainTextAsync("Recognised");

    public Task ProblemShownAsync() => Problem.WaitForAsync(new() { State = WaitForSelectorState.Visible });

    /// <summary>Takes out a complaint that the test provoked: the browser calls an answer of 400 an error of its own.</summary>
    public void Expect(string part)
    {
        var kept = _complaints.Where(c => !c.Contains(part, StringComparison.Ordinal)).ToArray();
        _complaints.Clear();
        foreach (var complaint in kept) _complaints.Enqueue(complaint);
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        _complaints.ShouldBeEmpty();
    }
}
