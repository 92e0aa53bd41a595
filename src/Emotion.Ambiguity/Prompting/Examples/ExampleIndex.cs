using System.Collections.Immutable;
using System.Numerics.Tensors;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Prompting;

/// <summary>Labelled examples in memory, found by the cosine of their embeddings with the new utterance's.</summary>
/// <remarks>
/// Immutable and thread-safe. A search compares with every example: right for thousands of them. Retrieval of similar examples for prompts follows
/// "What Makes Good In-Context Examples for GPT-3?" (Liu et al., 2022).
/// </remarks>
public sealed class ExampleIndex : IExampleRetriever
{
    private const int EmbeddedAtOnce = 32;
    private readonly ITextEmbedder _embedder;
    private readonly ExampleIndexOptions _options;
    private readonly ImmutableArray<LabelledExample> _examples;

    // Row after row, each of length 1.
    private readonly float[] _vectors;
    private readonly int _width;

    private ExampleIndex(ITextEmbedder embedder, ExampleIndexOptions options, ImmutableArray<LabelledExample> examples, float[] vectors)
    {
        (_embedder, _options, _examples, _vectors) = (embedder, options, examples, vectors);
        _width = vectors.Length / examples.Length;
    }

    /// <summary>The number of examples.</summary>
    public int Count => _examples.Length;

    /// <summary>The labels of the examples' votes.</summary>
    public EmotionTaxonomy Taxonomy => _examples[0].Votes.Taxonomy;

    /// <summary>Embeds examples and makes them searchable.</summary>
    /// <param name="examples">At least one, all over the same taxonomy.</param>
    /// <param name="embedder">Embeds the examples now and the utterances later. The caller keeps it.</param>
    /// <param name="options">How to choose, or null for the defaults.</param>
    /// <param name="cancellationToken">Stops the embedding.</param>
    /// <returns>The index.</returns>
    /// <exception cref="ArgumentException">There is no example, or they are over different taxonomies; or an option is not valid.</exception>
    /// <exception cref="InferenceException">The embedder failed, or gave vectors of different lengths or without a direction.</exception>
    public static async Task<ExampleIndex> CreateAsync(
        IEnumerable<LabelledExample> examples, ITextEmbedder embedder, ExampleIndexOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(embedder);
        options ??= new ExampleIndexOptions();
        options.Validate();
        ImmutableArray<LabelledExample> all = [.. examples];
        if (all.IsEmpty) throw new ArgumentException("There are no examples.", nameof(examples));
        if (all.FirstOrDefault(e => !e.Votes.Taxonomy.Equals(all[0].Votes.Taxonomy)) is { } other)
            throw new ArgumentException($"The examples are over different taxonomies: {all[0].Votes.Taxonomy} and {other.Votes.Taxonomy}.", nameof(examples));

        // Several at a time: engines compute them together.
        float[]? vectors = null;
        for (var start = 0; start < all.Length; start += EmbeddedAtOnce)
        {
            var batch = await Task.WhenAll(all.Skip(start).Take(EmbeddedAtOnce).Select(e => embedder.EmbedAsync(e.Text, cancellationToken))).ConfigureAwait(false);
            vectors ??= new float[all.Length * batch[0].Length];
            for (var i = 0; i < batch.Length; i++) Normalize(batch[i].Span, vectors, start + i, vectors.Length / all.Length);
        }

        return new ExampleIndex(embedder, options, all, vectors!);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<LabelledExample>> FindAsync(string text, int count, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var vector = await _embedder.EmbedAsync(text, cancellationToken).ConfigureAwait(false);
        var query = new float[_width];
        Normalize(vector.Span, query, 0, _width);
        var candidates = new List<(int Index, float Similarity)>(_examples.Length);
        for (var i = 0; i < _examples.Length; i++)
        {
            var similarity = TensorPrimitives.Dot(query, _vectors.AsSpan(i * _width, _width));
            if (similarity > _options.SameAbove || string.Equals(_examples[i].Text, text, StringComparison.Ordinal)) continue;
            candidates.Add((i, similarity));
        }

        // Equal ones in the order of the index, so that the same question always gets the same examples.
        candidates.Sort((a, b) => a.Similarity != b.Similarity ? b.Similarity.CompareTo(a.Similarity) : a.Index.CompareTo(b.Index));
        var chosen = _options.Selection == ExampleSelection.MostAlike ? candidates.Select(c => c.Index) : InTurns(candidates.Select(c => c.Index));
        return [.. chosen.Take(count).Select(i => _examples[i])];
    }

    private IEnumerable<int> InTurns(IEnumerable<int> mostAlikeFirst)
    {
        var classes = mostAlikeFirst.GroupBy(i => _examples[i].Votes.TopIndex).Select(c => c.ToList()).ToList();
        return Enumerable.Range(0, classes.Count == 0 ? 0 : classes.Max(c => c.Count)).SelectMany(round => classes.Where(c => c.Count > round).Select(c => c[round]));
    }

    private static void Normalize(ReadOnlySpan<float> vector, Span<float> rows, int row, int width)
    {
        if (vector.Length != width || width == 0)
            throw new InferenceException("text embedder", $"It gave a vector of {vector.Length} values where others have {width}.", "Use an embedder that gives vectors of one length.");
        var norm = TensorPrimitives.Norm(vector);
        if (!(norm > 0) || !float.IsFinite(norm))
            throw new InferenceException("text embedder", "It gave a vector that is zero or not finite, which points nowhere.", "Check the embedder with this text.");
        TensorPrimitives.Divide(vector, norm, rows.Slice(row * width, width));
    }
}
