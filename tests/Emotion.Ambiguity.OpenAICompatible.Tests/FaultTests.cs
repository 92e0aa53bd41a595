using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.OpenAICompatible.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Emotion.Ambiguity.OpenAICompatible.Tests;

/// <summary>Servers that are busy, slow, broken or something else: what passes is asked for again, all else is an error that says what to do.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private const string Key = "sk-very-secret-0123456789";
    private const string Said = "A transcript that no log may hold.";
    private readonly RecordingLogger _log = new();
    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await TestServer.StartAsync(new TestProtocol(DecodingBackend.History()));

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        foreach (var message in _log.Messages)
        {
            message.ShouldNotContain(Key);
            message.ShouldNotContain(Said);
        }
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Status_ThatPasses_IsAskedForAgain(int status)
    {
        await using var model = await ConnectAsync();
        var failed = FailTimes(2, context => Status(context, status));
        (await RunAsync(model)).Generation.ShouldNotBeNull();
        failed().ShouldBe(2);
    }

    [Fact]
    public async Task RetryAfter_IsWaitedFor()
    {
        await using var model = await ConnectAsync();
        FailTimes(1, context =>
        {
            context.Response.Headers.RetryAfter = "1";
            return Status(context, 429);
        });
        var clock = Stopwatch.StartNew();
        await RunAsync(model);
        clock.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(900));
    }

    [Fact]
    public async Task RetryAfter_LongerThanTheWholeCall_FailsAtOnce()
    {
        await using var model = await ConnectAsync();
        var failed = FailTimes(100, context =>
        {
            context.Response.Headers.RetryAfter = "3600";
            return Status(context, 429);
        });
        (await FailAsync(model)).Message.ShouldContain("429");
        failed().ShouldBe(1);
    }

    [Fact]
    public async Task Status500_ForEver_ErrorAfterAllRetries()
    {
        await using var model = await ConnectAsync(maxRetries: 2);
        var failed = FailTimes(int.MaxValue, context => Json(context, 500, """{"error":{"message":"out of memory"}}"""));
        var error = await FailAsync(model);
        failed().ShouldBe(3);
        error.Engine.ShouldBe("OpenAI-compatible server");
        error.Reason.ShouldContain("out of memory");
        error.Remedy.ShouldContain("log");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(413)]
    [InlineData(422)]
    [InlineData(501)]
    public async Task Status_ThatDoesNotPass_IsNotAskedForAgain(int status)
    {
        await using var model = await ConnectAsync();
        var failed = FailTimes(int.MaxValue, context => Json(context, status, $$$"""{"error":{"message":"key {{{Key}}} and more","input":"{{{Said}}}"}}"""));
        var error = await FailAsync(model);
        failed().ShouldBe(1);
        error.Message.ShouldContain(status.ToString());
        error.Message.ShouldContain("key *** and more");
        error.ToString().ShouldNotContain(Said);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Unauthorized_SaysSoWithoutTheKey(int status)
    {
        FailTimes(int.MaxValue, context => Json(context, status, $$$"""{"error":{"message":"Incorrect API key: {{{Key}}}"}}"""));
        var error = await Should.ThrowAsync<InferenceException>(() => ConnectAsync());
        error.ToString().ShouldNotContain(Key[..8]);
        error.Remedy.ShouldContain("ApiKey");
        _server.Calls.Count.ShouldBe(1);
        _server.Keys.ShouldContain($"Bearer {Key}");
    }

    [Fact]
    public async Task SlowHeaders_EachTryEndsInTime()
    {
        await using var model = await ConnectAsync(maxRetries: 1, attempt: TimeSpan.FromMilliseconds(300));
        var failed = FailTimes(int.MaxValue, context => Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted));
        var error = await FailAsync(model);
        failed().ShouldBe(2);
        error.Message.ShouldContain("not answered in time");
        error.Remedy.ShouldContain("AttemptTimeout");
    }

    [Fact]
    public async Task SlowBody_EachTryEndsInTime()
    {
        await using var model = await ConnectAsync(maxRetries: 1, attempt: TimeSpan.FromMilliseconds(300));
        var failed = FailTimes(int.MaxValue, async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n");
            await context.Response.Body.FlushAsync();
            await Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted);
        });
        (await FailAsync(model)).Message.ShouldContain("not answered in time");
        failed().ShouldBe(2);
    }

    [Fact]
    public async Task TotalTimeout_EndsAllRetries()
    {
        await using var model = await ConnectAsync(maxRetries: 20, attempt: TimeSpan.FromMilliseconds(200), total: TimeSpan.FromMilliseconds(700));
        FailTimes(int.MaxValue, context => Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted));
        var clock = Stopwatch.StartNew();
        await FailAsync(model);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10)); // a busy machine
    }

    [Theory]
    [InlineData("")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"half an ans\"}}]}\n\n")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"whole\"},\"finish_reason\":\"stop\"}]}\n\n")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"no reason\"}}]}\n\ndata: [DONE]\n\n")]
    public async Task CutStream_IsNoAnswer(string events)
    {
        await using var model = await ConnectAsync(maxRetries: 1);
        var failed = FailTimes(int.MaxValue, context => Write(context, 200, "text/event-stream", events));
        (await FailAsync(model)).Message.ShouldContain("broke off");
        failed().ShouldBe(2);
    }

    [Fact]
    public async Task CutStream_OnceThenFine_TheWholeAnswerAlone()
    {
        await using var model = await ConnectAsync();
        var whole = (await RunAsync(model)).Generation!.Text;
        FailTimes(1, context => Write(context, 200, "text/event-stream", "data: {\"choices\":[{\"delta\":{\"content\":\"half\"}}]}\n\n"));
        (await RunAsync(model)).Generation!.Text.ShouldBe(whole);
    }

    [Theory]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"a\"}\n\n", "no valid JSON")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":5}}]}\n\n", "$.choices[0].delta.content")]
    [InlineData("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"content_filter\"}]}\n\n", "content_filter")]
    public async Task BadEvent_SaysWhereAndIsNotAskedForAgain(string events, string expected)
    {
        await using var model = await ConnectAsync();
        var failed = FailTimes(int.MaxValue, context => Write(context, 200, "text/event-stream", events));
        (await FailAsync(model)).Message.ShouldContain(expected);
        failed().ShouldBe(1);
    }

    [Fact]
    public async Task ErrorInTheStream_IsSaid()
    {
        await using var model = await ConnectAsync(maxRetries: 0);
        FailTimes(int.MaxValue, context => Write(context, 200, "text/event-stream", "data: {\"error\":{\"message\":\"slot lost\"}}\n\n"));
        (await FailAsync(model)).Reason.ShouldContain("slot lost");
    }

    [Fact]
    public async Task MalformedJson_SaysWhere()
    {
        FailTimes(int.MaxValue, context => Json(context, 200, "{\"data\":[{\"id\":7}]}"));
        var error = await Should.ThrowAsync<InferenceException>(() => ConnectAsync());
        error.Reason.ShouldContain("$.data[0].id");
        error.Reason.ShouldContain("line 1, byte ");
        _server.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task WebPage_IsNoAnswer()
    {
        FailTimes(int.MaxValue, context => Write(context, 200, "text/html", "<html>Please log in</html>"));
        var error = await Should.ThrowAsync<InferenceException>(() => ConnectAsync());
        error.Reason.ShouldContain("text/html");
        error.Remedy.ShouldContain("BaseAddress");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task HugeAnswer_IsNotRead(bool saysItsLength)
    {
        FailTimes(int.MaxValue, async context =>
        {
            context.Response.ContentType = "application/json";
            if (saysItsLength) context.Response.ContentLength = 50_000_000;
            var block = Encoding.ASCII.GetBytes(new string(' ', 100_000));
            for (var i = 0; i < 500; i++) await context.Response.Body.WriteAsync(block, context.RequestAborted);
        });
        var error = await Should.ThrowAsync<InferenceException>(() => ConnectAsync());
        error.Reason.ShouldContain("longer than 1000000 bytes");
        _server.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ConnectionReset_IsAskedForAgain(bool afterTheHeaders)
    {
        await using var model = await ConnectAsync();
        var failed = FailTimes(2, async context =>
        {
            context.Response.ContentType = "text/event-stream";
            if (afterTheHeaders) await context.Response.Body.FlushAsync();
            context.Abort();
        });
        (await RunAsync(model)).Generation.ShouldNotBeNull();
        failed().ShouldBe(2);
    }

    [Fact]
    public async Task NoServer_SaysWhereItWasLookedFor()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var options = new OpenAICompatibleOptions { BaseAddress = new Uri($"http://127.0.0.1:{port}"), MaxRetries = 1, RetryDelay = TimeSpan.FromMilliseconds(1) };
        var error = await Should.ThrowAsync<InferenceException>(() => OpenAICompatibleModel.ConnectAsync(options));
        error.Reason.ShouldContain($"127.0.0.1:{port}");
        error.Remedy.ShouldContain("Start the server");
    }

    [Fact]
    public async Task OtherModel_NamesThoseThatThereAre()
    {
        var error = await Should.ThrowAsync<InferenceException>(() => ConnectAsync(model: "gone"));
        error.Reason.ShouldContain("\"gone\"");
        error.Reason.ShouldContain(TestProtocol.ModelId);
    }

    [Fact]
    public async Task Redirect_IsNotFollowed()
    {
        await using var other = await TestServer.StartAsync(new TestProtocol(DecodingBackend.History()));
        FailTimes(int.MaxValue, context =>
        {
            context.Response.Redirect(other.Address + "v1/models");
            return Task.CompletedTask;
        });
        (await Should.ThrowAsync<InferenceException>(() => ConnectAsync())).Reason.ShouldContain("another address");
        other.Keys.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelled_DuringARetryWait_EndsAtOnce()
    {
        await using var model = await ConnectAsync();
        FailTimes(int.MaxValue, context =>
        {
            context.Response.Headers.RetryAfter = "60";
            return Status(context, 503);
        });
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var clock = Stopwatch.StartNew();
        (await Should.ThrowAsync<OperationCanceledException>(() => RunAsync(model, cancellation.Token))).CancellationToken.ShouldBe(cancellation.Token);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10)); // a busy machine
    }

    [Fact]
    public async Task MaxConcurrency_IsKeptAndTheWaitIsMeasured()
    {
        await using var model = await ConnectAsync(concurrency: 3);
        _server.Delay = TimeSpan.FromMilliseconds(60);
        var responses = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => RunAsync(model)));
        _server.MostAtOnce.ShouldBe(3);
        responses.Max(r => r.QueueTime).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(100));
        responses.ShouldAllBe(r => r.ComputeTime >= TimeSpan.FromMilliseconds(50));
    }

    [Theory]
    [InlineData(OpenAICompatibleServer.LlamaServer)]
    [InlineData(OpenAICompatibleServer.Vllm)]
    public async Task KindThatTheServerIsNot_ErrorWhereItWasAskedFor(OpenAICompatibleServer kind)
    {
        var options = new OpenAICompatibleOptions { BaseAddress = _server.Address, Server = kind };
        (await Should.ThrowAsync<InferenceException>(() => OpenAICompatibleModel.ConnectAsync(options))).Reason.ShouldContain("404");
    }

    [Fact]
    public async Task LlamaServerWithoutItsInterfaces_TextAloneAndAWarning()
    {
        await using var server = await TestServer.StartAsync(new LlamaProtocol(DecodingBackend.History()));
        server.Fault = async context =>
        {
            if (context.Request.Path != "/completion") return false;
            await Json(context, 404, "{}");
            return true;
        };
        var options = new OpenAICompatibleOptions { BaseAddress = server.Address, Logger = _log };
        await using var model = await OpenAICompatibleModel.ConnectAsync(options);
        (model.Server, model.Info.Capabilities, model.Tokenizer).ShouldBe((OpenAICompatibleServer.Generic, LanguageModelCapabilities.None, null));
        _log.Messages.ShouldContain(m => m.Contains("only text"));
        (await RunAsync(model)).Generation.ShouldNotBeNull();
    }

    [Fact]
    public async Task VllmThatRefusesManyLogprobs_ItsOwnWordsArrive()
    {
        await using var server = await TestServer.StartAsync(new VllmProtocol(DecodingBackend.History()) { TakesChosenTokens = false, MaxLogprobs = 5 });
        (await Should.ThrowAsync<InferenceException>(() => OpenAICompatibleModel.ConnectAsync(server.Options(OpenAICompatibleServer.Vllm)))).ShouldSatisfyAllConditions(
            e => e.Reason.ShouldContain("greater than max allowed: 5"), e => e.Remedy.ShouldContain("TopLogProbs"));
    }

    [Fact]
    public async Task CallersClient_IsUsedAndLeftOpen()
    {
        using var client = new HttpClient();
        var model = await OpenAICompatibleModel.ConnectAsync(_server.Options(), client);
        await model.DisposeAsync();
        (await client.GetAsync(new Uri(_server.Address, "v1/models"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private Task<OpenAICompatibleModel> ConnectAsync(string? model = null, int maxRetries = 3, int concurrency = 16, TimeSpan? attempt = null, TimeSpan? total = null) =>
        OpenAICompatibleModel.ConnectAsync(new OpenAICompatibleOptions
        {
            BaseAddress = _server.Address, Model = model, ApiKey = Key, MaxRetries = maxRetries, MaxConcurrency = concurrency, RetryDelay = TimeSpan.FromMilliseconds(1),
            AttemptTimeout = attempt ?? TimeSpan.FromSeconds(60), TotalTimeout = total ?? TimeSpan.FromSeconds(120), MaxResponseBytes = 1_000_000, Logger = _log,
        });

    private static Task<LanguageModelResponse> RunAsync(OpenAICompatibleModel model, CancellationToken cancellationToken = default) => model.RunAsync(
        new LanguageModelRequest { Prompt = new RenderedPrompt([new PromptMessage(PromptRole.User, Said)]), MaxOutputTokens = 6 }, cancellationToken);

    private static Task<InferenceException> FailAsync(OpenAICompatibleModel model) => Should.ThrowAsync<InferenceException>(() => RunAsync(model));

    /// <summary>Makes the next calls fail.</summary>
    /// <returns>How many did.</returns>
    private Func<int> FailTimes(int times, Func<HttpContext, Task> fail)
    {
        var failed = 0;
        _server.Fault = async context =>
        {
            if (Interlocked.Increment(ref failed) > times)
            {
                Interlocked.Decrement(ref failed);
                return false;
            }

            await fail(context);
            return true;
        };
        return () => failed;
    }

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task Json(HttpContext context, int status, string body) => Write(context, status, "application/json", body);

    private static async Task Write(HttpContext context, int status, string type, string body)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, type);
        await context.Response.WriteAsync(body);
    }

    private sealed class RecordingLogger : ILogger
    {
        private readonly ConcurrentQueue<string> _messages = new();

        public IReadOnlyCollection<string> Messages => _messages;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _messages.Enqueue(formatter(state, exception) + exception);
    }
}
