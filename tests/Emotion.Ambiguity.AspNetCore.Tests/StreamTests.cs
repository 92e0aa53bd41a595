using System.Net.WebSockets;
using System.Text.Json;
using Emotion.Ambiguity.AspNetCore.Tests.Support;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.AspNetCore.Tests;

public sealed class StreamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Stream_TwoClipsWithAPause_SendsASegmentEachAndASummary()
    {
        await using var server = await TestServer.StartAsync();
        using var socket = await OpenAsync(server, "sampleRateHz=16000");
        var sound = Pcm([.. Clip(0), .. new float[24_000], .. Clip(1), .. new float[24_000]]);

        // Frames of odd lengths: a sample may be cut in two.
        foreach (var chunk in sound.Chunk(3_201)) await socket.SendAsync(chunk, WebSocketMessageType.Binary, true, CancellationToken.None);
        await EndAsync(socket);
        var messages = await ReadAllAsync(socket);
        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
        messages.Select(m => m.GetProperty("type").GetString()).ShouldBe(["segment", "segment", "summary"]);
        messages[0].GetProperty("result").GetProperty("text").GetString().ShouldBe("Get out.");
        messages[1].GetProperty("running").GetProperty("anger").GetDouble().ShouldBeGreaterThan(.5);
        messages[2].GetProperty("segments").GetInt32().ShouldBe(2);
        messages[2].GetProperty("seconds").GetDouble().ShouldBe(sound.Length / 32_000.0, 1e-3); // a sample of 16 kHz is 0.06 ms
        var schema = new JsonSchema(await TestServer.JsonAsync(await server.Client.GetAsync("openapi.json")));
        schema.Faults(messages[0], "Segment").ShouldBeEmpty();
        schema.Faults(messages[2], "Summary").ShouldBeEmpty();
    }

    [Fact]
    public async Task Stream_LongerThanTheLimit_EndsWithItsSummaryAndSaysSo()
    {
        await using var server = await TestServer.StartAsync(new EmotionRecognitionEndpointOptions { MaxStreamDuration = TimeSpan.FromSeconds(1) });
        using var socket = await OpenAsync(server);
        await socket.SendAsync(new byte[64_000], WebSocketMessageType.Binary, true, CancellationToken.None); // two seconds
        var messages = await ReadAllAsync(socket);
        messages.Single().GetProperty("seconds").GetDouble().ShouldBe(1, 1e-3);
        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.PolicyViolation);
        socket.CloseStatusDescription.ShouldBe("At most 1 s a stream.");
    }

    [Fact]
    public async Task Stream_SegmentThatFails_IsAMessageAndTheStreamGoesOn()
    {
        await using var server = await TestServer.StartAsync(new HeldRecognizer(new InferenceException("llama.cpp", "Cannot read /secret.", "Mend it.")));
        using var socket = await OpenAsync(server);
        await socket.SendAsync(Pcm([.. Clip(0), .. new float[24_000]]), WebSocketMessageType.Binary, true, CancellationToken.None);
        await EndAsync(socket);
        var messages = await ReadAllAsync(socket);
        messages[0].GetProperty("error").GetProperty("code").GetString().ShouldBe("engine-failed");
        messages[0].ToString().ShouldNotContain("secret");
        messages[1].GetProperty("failed").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Stream_MoreThanAllowed_IsTurnedAwayUntilOneEnds()
    {
        await using var server = await TestServer.StartAsync(new EmotionRecognitionEndpointOptions { MaxStreams = 1 });
        using (var first = await OpenAsync(server))
        {
            var refused = await Should.ThrowAsync<WebSocketException>(() => OpenAsync(server));
            refused.Message.ShouldContain("503");
            await EndAsync(first);
            await ReadAllAsync(first);
        }

        // The server gives the place back after its last message.
        await Eventually.BecomesTrueAsync(() => CanOpen(server));
    }

    [Fact]
    public async Task Stream_ClientVanishes_CancelsTheEngine()
    {
        await using var recognizer = new HeldRecognizer();
        await using var server = await TestServer.StartAsync(recognizer);
        using (var socket = await OpenAsync(server))
        {
            await socket.SendAsync(Pcm([.. Clip(0), .. new float[24_000]]), WebSocketMessageType.Binary, true, CancellationToken.None);
            await Eventually.BecomesTrueAsync(() => recognizer.Running == 1);
            socket.Abort();
        }

        await recognizer.Cancelled.WaitAsync(Patience);
    }

    [Theory]
    [InlineData("sampleRateHz=100", 400)]
    [InlineData("sampleRateHz=fast", 400)]
    public async Task Stream_RateThatIsNone_IsRefused(string query, int status)
    {
        await using var server = await TestServer.StartAsync();
        (await Should.ThrowAsync<WebSocketException>(() => OpenAsync(server, query))).Message.ShouldContain($"{status}");
    }

    [Fact]
    public async Task Stream_FromAPageOfAnotherSite_IsRefused()
    {
        await using var server = await TestServer.StartAsync();
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "https://evil.example");
        (await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(server.StreamAddress(), CancellationToken.None))).Message.ShouldContain("403");
    }

    [Fact]
    public async Task Stream_WithoutWebSocket_SaysWhatItIs()
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.Client.GetAsync("stream");
        await TestServer.ProblemAsync(response, 426, "websocket-required");
    }

    private static bool CanOpen(TestServer server)
    {
        try
        {
            using var socket = new ClientWebSocket();
            return socket.ConnectAsync(server.StreamAddress(), CancellationToken.None).Wait(Patience);
        }
        catch (AggregateException)
        {
            return false;
        }
    }

    private static async Task<ClientWebSocket> OpenAsync(TestServer server, string query = "")
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(server.StreamAddress(query), CancellationToken.None).WaitAsync(Patience);
        return socket;
    }

    private static Task EndAsync(ClientWebSocket socket) => socket.SendAsync("end"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);

    private static async Task<List<JsonElement>> ReadAllAsync(ClientWebSocket socket)
    {
        var messages = new List<JsonElement>();
        using var message = new MemoryStream();
        var buffer = new byte[16_384];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Patience);
            if (received.MessageType == WebSocketMessageType.Close) return messages;
            message.Write(buffer, 0, received.Count);
            if (!received.EndOfMessage) continue;
            messages.Add(JsonDocument.Parse(message.ToArray()).RootElement);
            message.SetLength(0);
        }
    }

    private static float[] Clip(int index) => Audio.Load(SampleClips.Files[index]).Resample(Audio.SpeechSampleRateHz).Samples.ToArray();

    private static byte[] Pcm(float[] samples) => [.. samples.SelectMany(s => BitConverter.GetBytes((short)Math.Clamp(s * 32_767, -32_768, 32_767)))];
}
