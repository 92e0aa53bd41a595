using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Prompting;

namespace Emotion.Ambiguity.Tests.Prompting.Examples;

public sealed class ExampleIndexTests
{
    private static readonly EmotionTaxonomy Labels = EmotionTaxonomy.Paper4;

    [Fact]
    public async Task FindAsync_MostAlike_ByTheAngleAlone()
    {
        var index = await Create(ExampleSelection.MostAlike, ("east", [10, 0], 0), ("north", [0, 0.1f], 1), ("north-east", [3, 3], 1), ("west", [-1, 0], 2));
        (await Find(index, "to 5 1", 4)).ShouldBe(["east", "north-east", "north", "west"]);
        (await Find(index, "to 0 2", 2)).ShouldBe(["north-east", "east"], "north itself points exactly there, so it is the same");
    }

    [Fact]
    public async Task FindAsync_ClassBalanced_ClassesTakeTurns()
    {
        var index = await Create(ExampleSelection.ClassBalanced, ("a1", [1, 0.1f], 0), ("a2", [1, 0.2f], 0), ("a3", [1, 0.3f], 0), ("b1", [1, 1], 1), ("b2", [1, 2], 1), ("c1", [0, 1], 2));
        (await Find(index, "to 1 0", 3)).ShouldBe(["a1", "b1", "c1"]);
        (await Find(index, "to 1 0", 5)).ShouldBe(["a1", "b1", "c1", "a2", "b2"]);
        (await Find(index, "to 1 0", 99)).Length.ShouldBe(6);
    }

    [Fact]
    public async Task FindAsync_TheUtteranceItself_IsNeverItsOwnExample()
    {
        var index = await Create(ExampleSelection.MostAlike, ("to 1 0", [1, 0.5f], 0), ("twin", [2, 1], 1), ("other", [0, 1], 1));
        (await Find(index, "to 1 0", 3)).ShouldBe(["other"]);
    }

    [Fact]
    public async Task CreateAsync_NoneOrMixedOrPointless_Fails()
    {
        var embedder = new Directions([]);
        await Should.ThrowAsync<ArgumentException>(() => ExampleIndex.CreateAsync([], embedder));
        LabelledExample[] mixed = [new("to 1 0", EmotionDistribution.Uniform(Labels)), new("to 1 0", EmotionDistribution.Uniform(EmotionTaxonomy.CremaD6))];
        (await Should.ThrowAsync<ArgumentException>(() => ExampleIndex.CreateAsync(mixed, embedder))).Message.ShouldContain("different taxonomies");
        await Should.ThrowAsync<InferenceException>(() => ExampleIndex.CreateAsync([new("to 0 0", EmotionDistribution.Uniform(Labels))], embedder));
        await Should.ThrowAsync<ArgumentException>(() => ExampleIndex.CreateAsync([new("to 1 0", EmotionDistribution.Uniform(Labels))], embedder, new ExampleIndexOptions { SameAbove = double.NaN }));
    }

    private static async Task<string[]> Find(ExampleIndex index, string text, int count) => [.. (await index.FindAsync(text, count)).Select(e => e.Text)];

    private static Task<ExampleIndex> Create(ExampleSelection selection, params (string Text, float[] Vector, int Label)[] examples) => ExampleIndex.CreateAsync(
        examples.Select(e => new LabelledExample(e.Text, EmotionDistribution.OneHot(Labels, e.Label))),
        new Directions(examples.ToDictionary(e => e.Text, e => e.Vector)),
        new ExampleIndexOptions { Selection = selection });

    /// <summary>"to x y" points to (x, y); other texts are looked up.</summary>
    private sealed class Directions(Dictionary<string, float[]> known) : ITextEmbedder
    {
        public Task<ReadOnlyMemory<float>> EmbedAsync(string text, CancellationToken cancellationToken = default) => Task.FromResult<ReadOnlyMemory<float>>(
            known.TryGetValue(text, out var vector) ? vector : [.. text.Split(' ')[1..].Select(n => float.Parse(n, System.Globalization.CultureInfo.InvariantCulture))]);
    }
}
