using System.Text.RegularExpressions;
using Emotion.Ambiguity.Tests.Shared;
using Emotion.Ambiguity.WebDemo.Tests.Support;
using Microsoft.Playwright;

namespace Emotion.Ambiguity.WebDemo.Tests;

[Collection(DemoDefinition.Name)]
public sealed partial class RecognitionTests(Demo demo)
{
    [BrowserFact]
    public async Task SampleClip_Chosen_ShowsWordsVotesExtractorsAndSteps()
    {
        await using var visit = await demo.OpenAsync();
        await visit.ChooseAsync(Demo.Said);
        SampleClips.WrongWords(await visit.Page.Locator("#transcript").InnerTextAsync(), Demo.Said).ShouldBe(0);
        (await visit.Cards.Locator("h3").AllInnerTextsAsync()).ShouldBe(["Listeners", "Label likelihood", "Token logits", "Answer in words"]);
        (await visit.Cards.Nth(0).InnerTextAsync()).ShouldSatisfyAllConditions(t => t.ShouldContain("10 people"), t => t.ShouldContain("100.0 %"));

        // Six shares of each card, rounded to a tenth of a percent.
        for (var card = 0; card < 4; card++)
            (await visit.Cards.Nth(card).Locator("td.share").AllInnerTextsAsync()).Sum(Number).ShouldBe(100, 6 * .05 + 1e-9);
        (await visit.Cards.Nth(1).InnerTextAsync()).ShouldContain("Distance to the votes");

        var steps = visit.Page.Locator("#tokens button");
        var count = await steps.CountAsync();
        count.ShouldBeGreaterThan(0);
        (await visit.Page.Locator(".matrix tbody tr").CountAsync()).ShouldBe(count);
        string.Concat(await steps.AllInnerTextsAsync()).Replace('␣', ' ').Trim().ShouldBe(await AnswerAsync(visit));
        await steps.Last.ClickAsync();
        (await steps.Last.GetAttributeAsync("aria-pressed")).ShouldBe("true");
        (await visit.Page.Locator(".step h4").InnerTextAsync()).ShouldStartWith($"Step {count} of {count}");
        (await visit.Page.Locator(".step dt").AllInnerTextsAsync()).ShouldBe(["anger", "disgust", "fear", "happiness", "neutral", "sadness"]);
    }

    [BrowserFact]
    public async Task Settings_Changed_RecogniseTheSameClipAgain()
    {
        await using var visit = await demo.OpenAsync();
        await visit.ChooseAsync(Demo.Said);
        var before = await visit.Cards.Nth(1).InnerTextAsync();
        await visit.Page.GetByLabel("words alone").CheckAsync();
        await Assertions.Expect(visit.Cards.Nth(1)).Not.ToHaveTextAsync(before);
        await visit.RecognizedAsync();
    }

    [BrowserFact]
    public async Task File_WithHostileName_IsShownAsText()
    {
        await using var visit = await demo.OpenAsync();
        const string Name = "<img src=x onerror=alert(1)>..%2f..%2fetc.wav";
        await visit.Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = Name, MimeType = "audio/wav", Buffer = await File.ReadAllBytesAsync(SampleClips.Files[1]) });
        await visit.RecognizedAsync();
        (await visit.Status.InnerTextAsync()).ShouldContain(Name);
        (await visit.Page.Locator("img").CountAsync()).ShouldBe(0);
        (await visit.Cards.Locator("h3").First.InnerTextAsync()).ShouldBe("Label likelihood"); // of a stranger's clip no votes are known
    }

    [BrowserFact]
    public async Task File_ThatOnlyTheBrowserCanDecode_IsRecognised()
    {
        await using var visit = await demo.OpenAsync();

        // WebM and Opus, made by the browser itself out of a sample clip.
        var webm = await visit.Page.EvaluateAsync<string>(
            """
            async () => {
              const context = new AudioContext();
              const clip = await context.decodeAudioData(await (await fetch('clips/1037_IOM_HAP_XX')).arrayBuffer());
              const sink = context.createMediaStreamDestination();
              const source = new AudioBufferSourceNode(context, { buffer: clip });
              source.connect(sink);
              const recorder = new MediaRecorder(sink.stream);
              const parts = [];
              recorder.ondataavailable = event => parts.push(event.data);
              const stopped = new Promise(resolve => recorder.onstop = resolve);
              recorder.start();
              source.start(context.currentTime + .1);
              await new Promise(resolve => source.onended = resolve);
              recorder.stop();
              await stopped;
              await context.close();
              const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
              return btoa(Array.from(bytes, b => String.fromCharCode(b)).join(''));
            }
            """);
        await visit.Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "voice.webm", MimeType = "audio/webm", Buffer = Convert.FromBase64String(webm) });
        await visit.RecognizedAsync();
        SampleClips.WrongWords(await visit.Page.Locator("#transcript").InnerTextAsync(), Demo.Said).ShouldBeLessThanOrEqualTo(1); // compressed and, on a busy machine, with gaps
    }

    [BrowserFact]
    public async Task File_Broken_SaysWhatIsWrong()
    {
        await using var visit = await demo.OpenAsync();
        await visit.Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "cut.wav", MimeType = "audio/wav", Buffer = (await File.ReadAllBytesAsync(SampleClips.Files[0]))[..30] });
        await visit.ProblemShownAsync();
        (await visit.Problem.InnerTextAsync()).ShouldStartWith("The sound cannot be read.");
        visit.Expect("400 (Bad Request)");

        await visit.Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "notes.txt", MimeType = "text/plain", Buffer = "no sound"u8.ToArray() });
        await Assertions.Expect(visit.Problem).ToContainTextAsync("cannot play “notes.txt”");

        // And the page is as good as before.
        await visit.ChooseAsync(Demo.Said);
        (await visit.Problem.IsVisibleAsync()).ShouldBeFalse();
    }

    [BrowserFact]
    public async Task Recording_FromTheMicrophone_IsRecognised()
    {
        await using var visit = await demo.OpenAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Record" }).ClickAsync();
        await Assertions.Expect(visit.Status).ToContainTextAsync("Recording: 4 s");
        (await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).GetAttributeAsync("aria-pressed")).ShouldBe("true");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await visit.RecognizedAsync();
        WordsOfTheClip(await visit.Page.Locator("#transcript").InnerTextAsync()).ShouldBeGreaterThanOrEqualTo(3);
    }

    [BrowserFact]
    public async Task Live_SpeechWithPauses_AppearsSegmentBySegment()
    {
        await using var visit = await demo.OpenAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Go live" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#segments li")).Not.ToHaveCountAsync(0);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "End live" }).ClickAsync();
        await Assertions.Expect(visit.Status).ToContainTextAsync("s heard:");
        (await visit.Status.InnerTextAsync()).ShouldMatch(@"^[\d.]+ s heard: \d+ stretches of speech, [\d.]+ s of silence\.$");
        WordsOfTheClip(await visit.Page.Locator("#segments").InnerTextAsync()).ShouldBeGreaterThanOrEqualTo(3);
        (await visit.Page.Locator("#running td.share").AllInnerTextsAsync()).Sum(Number).ShouldBe(100, 6 * .05 + 1e-9); // each rounded to a tenth
        (await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Record" }).IsEnabledAsync()).ShouldBeTrue();
    }

    /// <summary>
    /// How many of the sentence's words were heard. The fake microphone plays its clip in a circle and is recorded from anywhere in it, with gaps on a
    /// busy machine: some words are always cut or taken for others ("meaning" for "meeting"), but what comes from anywhere else has none of them.
    /// </summary>
    private static int WordsOfTheClip(string heard) => SampleClips.Words(Demo.Said).Intersect(SampleClips.Words(heard)).Count();

    private static async Task<string> AnswerAsync(DemoPage visit) => AnswerLine().Match(await visit.Page.Locator("#facts").InnerTextAsync()).Groups["answer"].Value;

    private static double Number(string percent) => double.Parse(percent.Replace(" %", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("answered: “(?<answer>.*)”", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AnswerLine();
}
