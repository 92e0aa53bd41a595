using System.Net;
using System.Text.Json;
using Emotion.Ambiguity.AspNetCore.Tests.Support;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Emotion.Ambiguity.AspNetCore.Tests;

public sealed class DescriptionTests
{
    [Fact]
    public async Task OpenApi_ItsPaths_AreTheMappedEndpointsAndNoOthers()
    {
        await using var server = await TestServer.StartAsync();
        var document = await DocumentAsync(server);
        var documented = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(m => $"{m.Name.ToUpperInvariant()} {TestServer.Prefix}{p.Name}"));
        var mapped = ((IEndpointRouteBuilder)server.App).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(m => $"{m} {e.RoutePattern.RawText}"));
        documented.Order(StringComparer.Ordinal).ShouldBe(mapped.Order(StringComparer.Ordinal));
        document.GetProperty("servers")[0].GetProperty("url").GetString().ShouldBe(TestServer.Prefix);
        document.GetProperty("info").GetProperty("version").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task OpenApi_EveryAnswer_FitsItsSchema()
    {
        await using var server = await TestServer.StartAsync();
        var schema = new JsonSchema(await DocumentAsync(server));
        using var clip = await server.PostAsync(await File.ReadAllBytesAsync(SampleClips.Files[0]), "audio/wav");
        using var words = await server.PostTextAsync("I won!");
        using var problem = await server.PostAsync([1], "audio/wav");
        schema.Faults(await TestServer.JsonAsync(clip), "Result").ShouldBeEmpty();
        schema.Faults(await TestServer.JsonAsync(words), "Result").ShouldBeEmpty();
        schema.Faults(await TestServer.JsonAsync(problem), "Problem").ShouldBeEmpty();
        foreach (var (path, name) in new[] { ("labels", "Labels"), ("info", "Info"), ("health", "Health") })
            schema.Faults(await TestServer.JsonAsync(await server.Client.GetAsync(path)), name).ShouldBeEmpty(path);
    }

    [Fact]
    public async Task OpenApi_EveryReference_LeadsSomewhere()
    {
        await using var server = await TestServer.StartAsync();
        var document = await DocumentAsync(server);
        foreach (var reference in References(document))
        {
            var at = document;
            foreach (var part in reference.Split('/').Skip(1)) at.TryGetProperty(part, out at).ShouldBeTrue(reference);
        }

        References(document).Count().ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Labels_OfTheTaxonomy_AreInItsOrder()
    {
        await using var server = await TestServer.StartAsync();
        var labels = await TestServer.JsonAsync(await server.Client.GetAsync("labels"));
        labels.GetProperty("labels").EnumerateArray().Select(l => l.GetString()).ShouldBe(["anger", "disgust", "fear", "happiness", "neutral", "sadness"]);
    }

    [Theory]
    [InlineData(HealthStatus.Healthy, HttpStatusCode.OK, "healthy")]
    [InlineData(HealthStatus.Unhealthy, HttpStatusCode.ServiceUnavailable, "unhealthy")]
    public async Task Health_WithHealthChecks_IsWhatTheySay(HealthStatus status, HttpStatusCode code, string word)
    {
        await using var server = await TestServer.StartAsync(TestServer.Recognizer(), configure: services => services.AddHealthChecks().AddCheck("models", () => new HealthCheckResult(status)));
        using var response = await server.Client.GetAsync("health");
        response.StatusCode.ShouldBe(code);
        (await TestServer.JsonAsync(response)).GetProperty("status").GetString().ShouldBe(word);
    }

    [Fact]
    public async Task Map_SeveralRecognizersByKey_EachHasItsOwnEndpoints()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddKeyedSingleton<IAmbiguousEmotionRecognizer>("calls", TestServer.Recognizer());
        builder.Services.AddEmotionRecognitionEndpoints();
        await using var app = builder.Build();
        app.MapEmotionRecognition("/calls", "calls");
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        (await client.GetAsync(new Uri("/calls/labels", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await TestServer.JsonAsync(await client.GetAsync(new Uri("/calls/openapi.json", UriKind.Relative)))).GetProperty("servers")[0].GetProperty("url").GetString().ShouldBe("/calls");
    }

    [Fact]
    public void Map_WithoutRegistration_SaysWhatToCall()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        Should.Throw<InvalidOperationException>(() => app.MapEmotionRecognition()).Message.ShouldContain("AddEmotionRecognitionEndpoints");
    }

    private static async Task<JsonElement> DocumentAsync(TestServer server) => await TestServer.JsonAsync(await server.Client.GetAsync("openapi.json"));

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(m => m.NameEquals("$ref") ? [m.Value.GetString()!] : References(m.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
