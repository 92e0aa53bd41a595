using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using WebDemo;

namespace Emotion.Ambiguity.WebDemo.Tests.Support;

/// <summary>The demo on a free port, with the embedded models, and a browser whose microphone says the same sentence again and again.</summary>
public sealed class Demo : IAsyncLifetime
{
    /// <summary>What the microphone says, with a pause after it.</summary>
    public const string Said = "I'm on my way to the meeting.";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("emotion-ambiguity-web-demo-");
    private WebApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal Engines Engines { get; private set; } = null!;

    public string Address => _app!.Urls.Single();

    public HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        // One thread each: a thread more than the machine has free makes all of them wait.
        Engines = await Engines.LoadAsync(threads: 1);
        _app = DemoServer.Create(["--urls", "http://127.0.0.1:0"], Engines);
        await _app.StartAsync();
        Client = new HttpClient { BaseAddress = new Uri(Address) };
        if (Chromium.File is not { } chromium) return;
        var microphone = Path.Combine(_folder.FullName, "microphone.wav");
        await File.WriteAllBytesAsync(microphone, Spoken());
        Assertions.SetDefaultExpectTimeout(DemoPage.Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", $"--use-file-for-fake-audio-capture={microphone}"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        Client?.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        if (Engines is not null) await Engines.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>The page, in a window of its own, once it has its clips.</summary>
    internal async Task<DemoPage> OpenAsync(int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light, float scale = 1)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            DeviceScaleFactor = scale,
            Permissions = ["microphone"],
            ReducedMotion = ReducedMotion.Reduce,
        });
        var page = new DemoPage(context, await context.NewPageAsync());
        await page.Page.GotoAsync(Address);
        await page.Page.Locator("#clips button").First.WaitForAsync();
        return page;
    }

    // 48 kHz: the fake device does not resample well. A second of silence ends a stretch of speech.
    private static byte[] Spoken()
    {
        var clip = Audio.Load(SampleClips.File("1037_IOM_HAP_XX")).Resample(48_000);
        return WavBytes.Of([.. clip.Samples.Span, .. new float[60_000]], 48_000);
    }
}
