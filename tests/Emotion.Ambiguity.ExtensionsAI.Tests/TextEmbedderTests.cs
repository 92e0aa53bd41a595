using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Tests.Shared;
using Microsoft.Extensions.AI;

namespace Emotion.Ambiguity.ExtensionsAI.Tests;

public sealed class TextEmbedderTests
{
    private static readonly (string Text, int Label)[] Labelled =
        [("I am so happy today!", 1), ("I am very happy about it.", 1), ("Leave me alone, I hate you!", 0), ("I hate all of you!", 0), ("I cried all night.", 2), ("She is crying again.", 2)];

    [Fact]
    public async Task EmbeddingGenerator_AsTextEmbedder_FindsWhatItFindsAlike()
    {
        using var generator = new LetterCounts();
        var index = await ExampleIndex.CreateAsync(Labelled.Select(Example), generator.AsTextEmbedder(), new ExampleIndexOptions { Selection = ExampleSelection.MostAlike });
        (await index.FindAsync("I hate most of you", 1))[0].Text.ShouldBe("I hate all of you!");
    }

    [Fact]
    public async Task LanguageModel_HiddenStates_SentencesThatShareWordsAreAlike()
    {
        await using var model = await LlamaCppModel.LoadAsync(RepositoryFiles.Get("models", "emotion-ambiguity-mini-q5_1.gguf"), new LlamaCppOptions { Threads = 1 });
        var embedder = new LanguageModelTextEmbedder(model);
        (await embedder.EmbedAsync("Hello")).Length.ShouldBe(576);
        var index = await ExampleIndex.CreateAsync(Labelled.Select(Example), embedder, new ExampleIndexOptions { Selection = ExampleSelection.MostAlike });
        (await index.FindAsync("I am so happy!", 2)).ShouldAllBe(e => e.Votes.TopIndex == 1);
        (await index.FindAsync("I hate you!", 2)).ShouldAllBe(e => e.Votes.TopIndex == 0);
    }

    private static LabelledExample Example((string Text, int Label) example) => new(example.Text, EmotionDistribution.OneHot(EmotionTaxonomy.Paper4, example.Label));

    private sealed class LetterCounts : IEmbeddingGenerator<string, Embedding<float>>
    {
        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(values.Select(v => new Embedding<float>("abcdefghijklmnopqrstuvwxyz".Select(c => (float)v.Count(x => x == c)).ToArray()))));

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
