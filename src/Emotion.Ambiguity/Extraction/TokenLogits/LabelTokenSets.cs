using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Extraction;

/// <summary>The sets S_n of eq. 1: which vocabulary tokens spell which emotion.</summary>
internal sealed class LabelTokenSets
{
    private LabelTokenSets(int[][] sets, HashSet<int> union) => (Sets, Union) = (sets, union);

    /// <summary>One set a label, ascending, each id once.</summary>
    public int[][] Sets { get; }

    /// <summary>All tokens that spell any emotion, also those that a set leaves out because it shares them.</summary>
    public HashSet<int> Union { get; }

    public static LabelTokenSets Create(EmotionTaxonomy taxonomy, ITokenizer tokenizer, TokenLogitOptions options)
    {
        var sets = taxonomy.Labels
            .Select(label => LabelSpelling.Spell(label, options.Words, options.Forms).SelectMany(text => tokenizer.Tokenize(text)).Distinct().Order().ToArray())
            .ToArray();
        var union = sets.SelectMany(s => s).ToHashSet();
        if (options.SharedTokens == SharedTokens.LeaveOut)
        {
            var shared = sets.SelectMany(s => s).GroupBy(id => id).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
            for (var n = 0; n < sets.Length; n++)
            {
                var own = sets[n].Where(id => !shared.Contains(id)).ToArray();
                if (own.Length > 0) sets[n] = own;
            }
        }

        return new LabelTokenSets(sets, union);
    }
}
