using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Emotion.Ambiguity.AspNetCore.Tests.Support;

/// <summary>A real server on a free port of this machine, with a scripted recognizer.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const string Prefix = "/v1";

    private readonly WebApplication _app;

    private TestServer(WebApplication app, ListLogger log)
    {
        (_app, Log) = (app, log);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single() + Prefix + "/") };
    }

    public HttpClient Client { get; }

    public ListLogger Log { get; }

    public WebApplication App => _app;

    public Uri StreamAddress(string query = "") => new UriBuilder(Client.BaseAddress!) { Scheme = "ws", Path = Prefix + "/stream", Query = query }.Uri;

    public static Task<TestServer> StartAsync(EmotionRecognitionEndpointOptions? options = null) => StartAsync(Recognizer(), options);

    public static async Task<TestServer> StartAsync(IAmbiguousEmotionRecognizer recognizer, EmotionRecognitionEndpointOptions? options = null, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var log = new ListLogger();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(recognizer);
        builder.Services.AddEmotionRecognitionEndpoints(options);
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapEmotionRecognition(Prefix);
        await app.StartAsync();
        return new TestServer(app, log);
    }

    /// <summary>Hears "Get out.", answers "anger: 80%, sadness: 20%", and scores anger highest.</summary>
    public static AmbiguousEmotionRecognizer Recognizer() => new(
        new ScriptedLanguageModel(_ => new ScriptedAnswer("anger: 80%, sadness: 20%") { LogLikelihood = label => label.Contains("anger", StringComparison.OrdinalIgnoreCase) ? -0.5 : -3 }),
        new ScriptedTranscriber("Get out."),
        new RecognizerOptions { Taxonomy = EmotionTaxonomy.CremaD6, Prompt = EmotionPrompt.Ambiguous, Extractors = [new LabelLikelihoodExtractor(), new TextDistributionExtractor()] });

    public Task<HttpResponseMessage> PostTextAsync(string text, CancellationToken cancellationToken = default) =>
        Client.PostAsync("recognize", new StringContent(JsonSerializer.Serialize(new { text }), Encoding.UTF8, "application/json"), cancellationToken);

    public Task<HttpResponseMessage> PostAsync(byte[] body, string contentType) => Client.PostAsync("recognize", Content(body, contentType));

    public static ByteArrayContent Content(byte[] body, string contentType)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return content;
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement;

    /// <summary>The problem that a response is, checked to be one.</summary>
    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, int status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonDocument.Parse(text).RootElement;
        problem.GetProperty("code").GetString().ShouldBe(code, text);
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
        return problem;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
