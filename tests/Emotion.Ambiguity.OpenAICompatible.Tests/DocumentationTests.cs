using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.OpenAICompatible.Tests.Support;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.OpenAICompatible.Tests;

public sealed class DocumentationTests
{
    [Fact]
    public async Task Snippet_Works()
    {
        await using var server = await TestServer.StartAsync(new LlamaProtocol(DecodingBackend.History()));
        (await RecognizeAsync(server.Address.ToString())).Distribution!.Probabilities.Length.ShouldBe(7);
    }

    [Fact]
    public void Snippet_IsTheCodeThatIsTested()
    {
        static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        var page = File.ReadAllText(RepositoryFiles.Get("docs", "openai-compatible.md"));
        var snippet = Squeeze(page.Split("```csharp")[1].Split("```")[0]).Replace("Console.WriteLine(result.Distribution);", "", StringComparison.Ordinal);
        Squeeze(File.ReadAllText(RepositoryFiles.Get("tests", "Emotion.Ambiguity.OpenAICompatible.Tests", "DocumentationTests.cs"))).ShouldContain(snippet);
    }

    private static async Task<RecognitionResult> RecognizeAsync(string address)
    {
        await using var model = await OpenAICompatibleModel.ConnectAsync(new OpenAICompatibleOptions
        {
            BaseAddress = new Uri(address),                                // "http://localhost:8080"
            ApiKey = Environment.GetEnvironmentVariable("SERVER_API_KEY"), // from your configuration; null where the server asks for none
        });
        await using var recognizer = new AmbiguousEmotionRecognizer(model, new RecognizerOptions
        {
            Taxonomy = EmotionTaxonomy.Ekman7,
            Extractors = [new LabelLikelihoodExtractor()],
        });
        RecognitionResult result = await recognizer.RecognizeAsync(Utterance.FromText("I wonder what this is about."));
        return result;
    }
}
