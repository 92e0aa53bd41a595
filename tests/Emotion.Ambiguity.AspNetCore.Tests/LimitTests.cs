using System.Net;
using System.Net.Sockets;
using System.Text;
using Emotion.Ambiguity.AspNetCore.Tests.Support;

namespace Emotion.Ambiguity.AspNetCore.Tests;

public sealed class LimitTests
{
    [Fact]
    public async Task Body_LongerThanTheLimit_Is413WithTheLimit()
    {
        await using var server = await TestServer.StartAsync(new EmotionRecognitionEndpointOptions { MaxBodyBytes = 20_000 });
        using var response = await server.PostAsync(Wav.Tone(2), "audio/wav"); // 32,044 bytes
        (await TestServer.ProblemAsync(response, 413, "body-too-large")).GetProperty("detail").GetString()!.ShouldContain("20,000");
    }

    [Fact]
    public async Task Body_LongerThanTheLimitWithoutALength_Is413()
    {
        await using var server = await TestServer.StartAsync(new EmotionRecognitionEndpointOptions { MaxBodyBytes = 20_000 });
        using var request = new HttpRequestMessage(HttpMethod.Post, "recognize") { Content = TestServer.Content(Wav.Tone(2), "audio/wav") };
        request.Headers.TransferEncodingChunked = true;
        using var response = await server.Client.SendAsync(request);
        await TestServer.ProblemAsync(response, 413, "body-too-large");
    }

    [Fact]
    public async Task Clip_LongerThanTheLimit_Is413WithBothLengths()
    {
        await using var server = await TestServer.StartAsync(new EmotionRecognitionEndpointOptions { MaxClipDuration = TimeSpan.FromSeconds(1) });
        using var response = await server.PostAsync(Wav.Tone(1.5), "audio/wav");
        (await TestServer.ProblemAsync(response, 413, "clip-too-long")).GetProperty("detail").GetString()!.ShouldContain("1.5 s, but at most 1 s");
    }

    [Fact]
    public async Task Text_LongerThanTheLimit_Is413()
    {
        await using var server = await TestServer.StartAsync(new EmotionRecognitionEndpointOptions { MaxTextLength = 10 });
        using var fits = await server.PostTextAsync("ten letter");
        fits.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var response = await server.PostTextAsync("ten letters");
        await TestServer.ProblemAsync(response, 413, "text-too-long");
    }

    [Fact]
    public async Task Rate_OverTheLimit_Is429AndSaysWhen()
    {
        await using var server = await TestServer.StartAsync(new EmotionRecognitionEndpointOptions { RequestsPerMinute = 2 });
        for (var i = 0; i < 2; i++)
        {
            using var accepted = await server.PostTextAsync("Get out.");
            accepted.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var response = await server.PostTextAsync("Get out.");
        await TestServer.ProblemAsync(response, 429, "too-many-requests");
        response.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        using var labels = await server.Client.GetAsync("labels");
        labels.StatusCode.ShouldBe(HttpStatusCode.OK); // costs nothing, so it is not counted
    }

    [Fact]
    public async Task Concurrency_MoreThanMayWait_Is503AndTheOthersAreAnswered()
    {
        await using var recognizer = new HeldRecognizer();
        await using var server = await TestServer.StartAsync(recognizer, new EmotionRecognitionEndpointOptions { MaxConcurrent = 1, MaxQueued = 1, RetryAfter = TimeSpan.FromSeconds(7) });
        var accepted = new[] { server.PostTextAsync("one"), server.PostTextAsync("two") };
        await Eventually.BecomesTrueAsync(() => recognizer.Running == 1);

        // The second one may still be on its way; once both are in, the next is turned away.
        HttpResponseMessage refused;
        while ((refused = await server.PostTextAsync("three").WaitAsync(TimeSpan.FromSeconds(20))).StatusCode == HttpStatusCode.OK) refused.Dispose();
        using (refused)
        {
            await TestServer.ProblemAsync(refused, 503, "busy");
            refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        }

        recognizer.Release();
        foreach (var response in await Task.WhenAll(accepted))
        {
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            response.Dispose();
        }

        recognizer.MostAtOnce.ShouldBe(1);
    }

    [Fact]
    public async Task Upload_ThatNeverEnds_Is408()
    {
        await using var server = await TestServer.StartAsync(new EmotionRecognitionEndpointOptions { MaxUploadTime = TimeSpan.FromMilliseconds(300) });
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Client.BaseAddress!.Host, server.Client.BaseAddress.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /v1/recognize HTTP/1.1\r\nHost: localhost\r\nContent-Type: audio/wav\r\nContent-Length: 1000\r\nConnection: close\r\n\r\nRIFF"));
        using var reader = new StreamReader(stream);
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        (await reader.ReadLineAsync(late.Token)).ShouldBe("HTTP/1.1 408 Request Timeout");
    }

    [Theory]
    [InlineData("https://evil.example", 403)]
    [InlineData("null", 403)]
    [InlineData("https://app.example", 200)]
    [InlineData("self", 200)]
    public async Task Origin_OfAnotherSite_IsRefusedUnlessAllowed(string origin, int status)
    {
        await using var server = await TestServer.StartAsync(new EmotionRecognitionEndpointOptions { AllowedOrigins = ["https://app.example"] });
        using var request = new HttpRequestMessage(HttpMethod.Post, "recognize") { Content = TestServer.Content("{\"text\":\"x\"}"u8.ToArray(), "application/json") };
        request.Headers.Add("Origin", origin == "self" ? server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority) : origin);
        using var response = await server.Client.SendAsync(request);
        ((int)response.StatusCode).ShouldBe(status);
        response.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Fact]
    public void Options_ThatMakeNoSense_AreAllNamedAtOnce()
    {
        var options = new EmotionRecognitionEndpointOptions
        {
            MaxBodyBytes = 0, MaxClipDuration = TimeSpan.Zero, MaxTextLength = 0, MaxUploadTime = TimeSpan.Zero, RequestsPerMinute = 0, MaxConcurrent = 0, MaxQueued = -1,
            RetryAfter = TimeSpan.Zero, MaxStreams = -1, MaxStreamDuration = TimeSpan.Zero, AllowedOrigins = ["https://app.example/path"],
        };
        var fault = Should.Throw<ArgumentException>(options.Validate);
        foreach (var name in new[] { "MaxBodyBytes", "MaxClipDuration", "MaxTextLength", "MaxUploadTime", "RequestsPerMinute", "MaxConcurrent", "MaxQueued", "RetryAfter", "MaxStreams", "MaxStreamDuration", "AllowedOrigins" })
            fault.Message.ShouldContain(name);
    }
}
