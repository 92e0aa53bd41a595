using Emotion.Ambiguity.Extraction;

namespace WebDemo;

/// <summary>S_n of eq. 1: the subword tokens that spell an emotion, in its four spellings. Immutable.</summary>
/// <param name="Label">The emotion's name.</param>
/// <param name="Ids">The tokens, ascending, each once.</param>
/// <param name="Texts">What each of them says; a leading space belongs to it.</param>
internal sealed record LabelTokens(string Label, int[] Ids, string[] Texts)
{
    public static IReadOnlyList<LabelTokens> Of(ExtractionContext context) =>
        [.. context.Taxonomy.Labels.Select(label =>
        {
            var word = label.SurfaceForms.First();
            var capitalized = char.ToUpperInvariant(word[0]) + word[1..];
            var ids = new[] { word, " " + word, capitalized, " " + capitalized }.SelectMany(text => context.Tokenizer!.Tokenize(text)).Distinct().Order().ToArray();
            return new LabelTokens(label.Name, ids, [.. ids.Select(id => context.Tokenizer!.Detokenize([id]))]);
        })];
}
