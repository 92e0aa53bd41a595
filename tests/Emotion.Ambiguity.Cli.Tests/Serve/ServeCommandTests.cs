using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction.Probes;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Cli.Tests.Serve;

public sealed class ServeCommandTests
{
    [Fact]
    public async Task Serve_AnyFreePort_AnswersUntilItIsStopped()
    {
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var (safeOutput, safeError) = (TextWriter.Synchronized(output), TextWriter.Synchronized(error));
        var run = Tool.RunAsync(["serve", "--port", "0", "--taxonomy", "CremaD6", "--extractor", "likelihood,text", "--threads", "1", "--max-clip-seconds", "2"], safeOutput, safeError, stop.Token);
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (!run.IsCompleted && !output.ToString().Contains('\n', StringComparison.Ordinal)) await Task.Delay(20, late.Token);
        output.ToString().ShouldStartWith("Listening at http://127.0.0.1:", customMessage: error.ToString());
        error.ToString().ShouldContain("There is no authentication");

        using var client = new HttpClient { BaseAddress = new Uri(output.ToString().Split(' ')[2] + "/") };
        var labels = await client.GetFromJsonAsync<JsonElement>("labels");
        labels.GetProperty("labels").GetArrayLength().ShouldBe(6);
        using var clip = new ByteArrayContent(await File.ReadAllBytesAsync(SampleClips.File("1037_IOM_HAP_XX")));
        clip.Headers.ContentType = new("audio/wav");
        using var answer = await client.PostAsync("recognize", clip);
        var result = await answer.Content.ReadFromJsonAsync<JsonElement>();
        SampleClips.WrongWords(result.GetProperty("text").GetString()!, "I'm on my way to the meeting.").ShouldBe(0, result.ToString());
        result.GetProperty("extractors").EnumerateObject().Select(e => e.Name).ShouldBe(["likelihood", "text"]);

        using var tooLong = new ByteArrayContent(await File.ReadAllBytesAsync(SampleClips.File("1036_ITH_NEU_XX"))); // 2.5 s
        tooLong.Headers.ContentType = new("audio/wav");
        using var refused = await client.PostAsync("recognize", tooLong);
        refused.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);

        // A page elsewhere that has its own name point at this machine.
        using var rebound = new HttpRequestMessage(HttpMethod.Get, "labels");
        rebound.Headers.Host = "evil.example";
        using var foreign = await client.SendAsync(rebound);
        foreign.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        await stop.CancelAsync();
        (await run.WaitAsync(late.Token)).ShouldBe(ExitCode.Success);
        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync("labels"));
    }

    [Fact]
    public async Task Serve_PortThatIsTaken_SaysSo()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var run = await ToolRun.RunAsync("serve", "--port", $"{port}", "--input", "transcript", "--threads", "1");
        run.ExitCode.ShouldBe(ExitCode.Usage, run.Error);
        run.Error.ShouldSatisfyAllConditions(e => e.ShouldContain($"127.0.0.1:{port}"), e => e.ShouldContain("--port"));
        run.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--port", "70000", "--port must be from 0 to 65535 but is 70000.")]
    [InlineData("--host", "my-machine", "--host: \"my-machine\" is no address.")]
    [InlineData("--taxonomy", "Nine", "There is no taxonomy \"Nine\".")]
    [InlineData("--extractor", "guess", "There is no extractor \"guess\".")]
    [InlineData("--max-concurrent", "0", "MaxConcurrent must be from 1 to 1,024 but is 0.")]
    public async Task Serve_OptionThatMakesNoSense_SaysWhichBeforeAnythingIsLoaded(string option, string value, string message)
    {
        var run = await ToolRun.RunAsync("serve", option, value, "--model", "/there/is/no/model.gguf");
        run.ExitCode.ShouldBe(ExitCode.Usage, run.Error);
        run.Error.ShouldContain(message);
    }

    [Fact]
    public async Task Serve_ProbeThatReadsNoModel_SaysSoBeforeAnythingIsLoaded()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        await new LinearProbe(EmotionTaxonomy.Paper4, [0], [1], [1, 2, 3, 4], [0, 0, 0, 0]).SaveAsync(file);
        try
        {
            var run = await ToolRun.RunAsync("serve", "--probe", file, "--model", "/there/is/no/model.gguf");
            run.ExitCode.ShouldBe(ExitCode.Usage, run.Error);
            run.Error.ShouldContain("no hidden state");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
