using System.Net;
using System.Text.Json;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Tests.Shared;
using Emotion.Ambiguity.WebDemo.Tests.Support;

namespace Emotion.Ambiguity.WebDemo.Tests;

[Collection(DemoDefinition.Name)]
public sealed class ServerTests(Demo demo)
{
    [Fact]
    public async Task Steps_OfAnAnswer_AverageToTheExtractorsOwnScores()
    {
        foreach (var name in new[] { "transcript-single", "transcript-ambiguous" })
        {
            var result = await demo.Engines.Recognizers[name].RecognizeTextAsync("I won the first prize!");
            var read = result.Windows[0].Extractions.Single(e => e.Extractor == demo.Engines.Steps.Name).Result;
            var trace = demo.Engines.Steps.Find(read).ShouldNotBeNull();
            trace.Count.ShouldBe(result.Windows[0].Diagnostics.OutputTokens);
            for (var label = 0; label < read.Scores.Length; label++) trace.Score(label).ShouldBe(read.Scores[label], 1e-4); // sums of floats in another order
        }
    }

    [Theory]
    [InlineData("/clips/..%2f..%2fProgram.cs")]
    [InlineData("/clips/votes.csv")]
    [InlineData("/clips/1013_IEO_ANG_MD.wav")]
    [InlineData("/..%2fWebDemo.dll")]
    public async Task Clips_AnyOtherName_IsNotFound(string path)
    {
        using var response = await demo.Client.GetAsync(new Uri(path, UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Clips_EverySample_IsThereWithItsVotes()
    {
        using var list = JsonDocument.Parse(await demo.Client.GetStringAsync(new Uri("/clips", UriKind.Relative)));
        list.RootElement.EnumerateArray().Select(c => c.GetProperty("name").GetString()).ShouldBe(SampleClips.Files.Select(Path.GetFileNameWithoutExtension));
        list.RootElement[0].GetProperty("votes").GetProperty("anger").GetInt32().ShouldBe(5);
        (await demo.Client.GetByteArrayAsync(new Uri("/clips/1013_IEO_ANG_MD", UriKind.Relative))).ShouldBe(await File.ReadAllBytesAsync(SampleClips.Files[0]));
    }

    [Fact]
    public async Task Host_OfAnotherName_IsRefused()
    {
        // A page elsewhere that has its own name point at this machine.
        using var request = new HttpRequestMessage(HttpMethod.Get, "/clips");
        request.Headers.Host = "evil.example";
        using var response = await demo.Client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Page_ItsHeaders_AllowNothingInlineAndNoOtherHost()
    {
        using var response = await demo.Client.GetAsync(new Uri("/", UriKind.Relative));
        var policy = string.Join("; ", response.Headers.GetValues("Content-Security-Policy"));
        policy.ShouldSatisfyAllConditions(p => p.ShouldStartWith("default-src 'none'"), p => p.ShouldNotContain("unsafe"), p => p.ShouldNotContain("http"));
        response.Headers.Contains("Server").ShouldBeFalse();
    }
}
