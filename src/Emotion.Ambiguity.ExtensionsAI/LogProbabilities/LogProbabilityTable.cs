using System.Collections.Immutable;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.ExtensionsAI;

/// <summary>Puts the listed probabilities of a service into the table of chosen tokens that extractors read.</summary>
internal static class LogProbabilityTable
{
    public static (int[] TokenIds, StepLogits Logits) Create(ImmutableArray<TokenAlternatives> steps, ReadOnlyMemory<int> wanted, ITokenizer tokenizer)
    {
        var columns = new Dictionary<string, int>(wanted.Length, StringComparer.Ordinal);
        for (var column = 0; column < wanted.Length; column++) columns.TryAdd(tokenizer.Detokenize([wanted.Span[column]]), column);
        var values = new float[steps.Length * wanted.Length];
        var upperBounds = new HashSet<int>(Enumerable.Range(0, values.Length));
        for (var j = 0; j < steps.Length; j++) Fill(values, j * wanted.Length, wanted.Length, steps[j], columns, upperBounds);
        return ([.. steps.Select(s => IdOf(s.Chosen.Text, tokenizer))], new StepLogits(wanted, values, LogitKind.LogProbability, upperBounds));
    }

    private static void Fill(float[] values, int start, int length, TokenAlternatives step, Dictionary<string, int> columns, HashSet<int> upperBounds)
    {
        // A token that is not listed is at most as likely as the last that is.
        values.AsSpan(start, length).Fill((float)step.Top.Select(t => t.LogProbability).Append(step.Chosen.LogProbability).Min());
        foreach (var token in step.Top.Append(step.Chosen))
        {
            if (!columns.TryGetValue(token.Text, out var column)) continue;
            values[start + column] = (float)token.LogProbability;
            upperBounds.Remove(start + column);
        }
    }

    /// <summary>The token's id; -1 for a piece of a character, which no tokenizer finds by its text.</summary>
    private static int IdOf(string text, ITokenizer tokenizer) => tokenizer.Tokenize(text) is [var id] ? id : -1;
}
