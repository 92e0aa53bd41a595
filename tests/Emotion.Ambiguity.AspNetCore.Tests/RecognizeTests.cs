using System.Text;
using System.Text.Json;
using Emotion.Ambiguity.AspNetCore.Tests.Support;
using Emotion.Ambiguity.Isolation;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.AspNetCore.Tests;

public sealed class RecognizeTests
{
    [Theory]
    [InlineData("audio/wav")]
    [InlineData("audio/x-wav")]
    [InlineData("application/octet-stream")]
    public async Task Recognize_WavFile_GivesWordsAndDistributionOfEachExtractor(string contentType)
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.PostAsync(await File.ReadAllBytesAsync(SampleClips.Files[0]), contentType);
        var result = await TestServer.JsonAsync(response);
        response.IsSuccessStatusCode.ShouldBeTrue(result.ToString());
        result.GetProperty("text").GetString().ShouldBe("Get out.");
        result.GetProperty("top")[0].GetString().ShouldBe("anger");
        Shares(result.GetProperty("distribution")).Sum().ShouldBe(1, 1e-9); // sums of doubles
        var text = result.GetProperty("extractors").GetProperty("text").GetProperty("distribution");
        text.GetProperty("anger").GetDouble().ShouldBe(.8, 1e-9);
        text.GetProperty("sadness").GetDouble().ShouldBe(.2, 1e-9);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Recognize_JsonText_ReadsTheWordsAlone()
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.PostTextAsync("I won!");
        var result = await TestServer.JsonAsync(response);
        result.GetProperty("text").GetString().ShouldBe("I won!");
        result.GetProperty("diagnostics").GetProperty("input").GetString().ShouldBe("transcript");
    }

    [Fact]
    public async Task Recognize_FormWithHostileFileName_IgnoresTheName()
    {
        await using var server = await TestServer.StartAsync();
        using var form = new MultipartFormDataContent { { TestServer.Content(Wav.Tone(1), "audio/wav"), "audio", "../../etc/<script>.wav" } };
        using var response = await server.Client.PostAsync("recognize", form);
        response.IsSuccessStatusCode.ShouldBeTrue();
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("etc");
        server.Log.Lines.ShouldNotContain(line => line.Text.Contains("<script>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Recognize_FormWithSoundAndText_TranscribesNothing()
    {
        await using var server = await TestServer.StartAsync();
        using var form = new MultipartFormDataContent { { TestServer.Content(Wav.Tone(1), "audio/wav"), "audio", "a.wav" }, { new StringContent("I won!"), "text" } };
        using var response = await server.Client.PostAsync("recognize", form);
        (await TestServer.JsonAsync(response)).GetProperty("text").GetString().ShouldBe("I won!");
    }

    [Fact]
    public async Task Recognize_FormWithoutSoundOrText_SaysWhatIsMissing()
    {
        await using var server = await TestServer.StartAsync();
        using var form = new MultipartFormDataContent { { new StringContent("x"), "other" } };
        using var response = await server.Client.PostAsync("recognize", form);
        (await TestServer.ProblemAsync(response, 400, "bad-body")).GetProperty("detail").GetString()!.ShouldContain("\"audio\"");
    }

    [Fact]
    public async Task Recognize_FormCutShort_IsABadBody()
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.PostAsync("--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nno end"u8.ToArray(), "multipart/form-data; boundary=x");
        await TestServer.ProblemAsync(response, 400, "bad-body");
    }

    [Fact]
    public async Task Recognize_NoWav_SaysWhatItIsAndWhatIsAccepted()
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.PostAsync(Encoding.ASCII.GetBytes("ID3 this is an MP3 file, really"), "audio/wav");
        var problem = await TestServer.ProblemAsync(response, 400, "bad-sound");
        problem.GetProperty("detail").GetString()!.ShouldSatisfyAllConditions(d => d.ShouldContain("an MP3 file"), d => d.ShouldContain("WAV"));
    }

    [Theory]
    [InlineData("{\"text\":")]
    [InlineData("{\"words\":\"Get out.\"}")]
    [InlineData("[1]")]
    [InlineData("{\"text\":\"\\ud800\"}")]
    [InlineData("")]
    public async Task Recognize_JsonWithoutText_SaysWhatToSend(string body)
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.PostAsync(Encoding.UTF8.GetBytes(body), "application/json");
        (await TestServer.ProblemAsync(response, 400, "bad-body")).GetProperty("detail").GetString()!.ShouldContain("{\"text\":");
    }

    [Theory]
    [InlineData("audio/mpeg")]
    [InlineData("text/plain")]
    public async Task Recognize_OtherMediaType_SaysWhichAreAccepted(string contentType)
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.PostAsync([1, 2, 3], contentType);
        await TestServer.ProblemAsync(response, 415, "unsupported-media-type");
    }

    [Fact]
    public async Task Recognize_WordsThatDoNotFitTheContext_Is422WithTheNumbers()
    {
        await using var server = await TestServer.StartAsync(new HeldRecognizer(new ContextOverflowException(5_000, 2_048)));
        using var response = await server.PostTextAsync("Get out.");
        (await TestServer.ProblemAsync(response, 422, "not-recognizable")).GetProperty("detail").GetString()!.ShouldContain("5000");
    }

    [Fact]
    public async Task Recognize_EngineFails_TellsTheLogButNotTheClient()
    {
        await using var server = await TestServer.StartAsync(new HeldRecognizer(new InferenceException("llama.cpp", "Cannot read /secret/model.gguf.", "Mend it.")));
        using var response = await server.PostTextAsync("Get out.");
        var problem = await TestServer.ProblemAsync(response, 500, "engine-failed");
        problem.ToString().ShouldNotContain("secret");
        server.Log.Lines.ShouldContain(line => line.Text.Contains("/secret/model.gguf", StringComparison.Ordinal));
        server.Log.Lines.ShouldNotContain(line => line.Text.Contains("Get out.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(EngineCrashKind.Ended, "engine-lost", "1")]
    [InlineData(EngineCrashKind.RequestTimeout, "engine-lost", "1")]
    [InlineData(EngineCrashKind.CrashLoop, "engine-gone", null)]
    public async Task Recognize_WorkerProcessIsLost_Is503AndSaysWhetherToTryAgain(EngineCrashKind kind, string code, string? retryAfter)
    {
        await using var server = await TestServer.StartAsync(new HeldRecognizer(new EngineCrashedException(kind, "It ended with exit code 134.", "Mend it.", 134, "assertion failed: /secret/ggml.c")));
        using var response = await server.PostTextAsync("Get out.");
        var problem = await TestServer.ProblemAsync(response, 503, code);
        problem.ToString().ShouldNotContain("secret");
        response.Headers.RetryAfter?.ToString().ShouldBe(retryAfter);
        server.Log.Lines.ShouldContain(line => line.Text.Contains("/secret/ggml.c", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Recognize_ClientLeaves_CancelsTheEngine()
    {
        await using var recognizer = new HeldRecognizer();
        await using var server = await TestServer.StartAsync(recognizer);
        using var leaving = new CancellationTokenSource();
        var request = server.PostTextAsync("Get out.", leaving.Token);
        await Eventually.BecomesTrueAsync(() => recognizer.Running == 1);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => request);
        await recognizer.Cancelled.WaitAsync(TimeSpan.FromSeconds(20));
        server.Log.Lines.ShouldNotContain(line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Error);
    }

    [Fact]
    public async Task Recognize_WithEnrich_AddsItsMembers()
    {
        await using var server = await TestServer.StartAsync(new EmotionRecognitionEndpointOptions { Enrich = (json, result) => json.WriteNumber("words", result.Text.Split(' ').Length) });
        using var response = await server.PostTextAsync("Get out.");
        (await TestServer.JsonAsync(response)).GetProperty("words").GetInt32().ShouldBe(2);
    }

    private static IEnumerable<double> Shares(JsonElement distribution) => distribution.EnumerateObject().Select(p => p.Value.GetDouble());
}
