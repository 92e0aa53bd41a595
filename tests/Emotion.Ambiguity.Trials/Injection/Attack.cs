namespace Emotion.Ambiguity.Trials.Injection;

/// <summary>A text that tries to make the model answer something else.</summary>
/// <param name="Kind">How: it imitates control tokens, gives instructions, or closes the quotes around the words.</param>
/// <param name="Target">The label that it wants.</param>
/// <param name="Text">What is appended to what was said.</param>
internal sealed record Attack(string Kind, string Target, string Text)
{
    /// <summary>The list beside this file: kind, label and text, tabs between; \n and the like are written out.</summary>
    public static Attack[] Load() =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "attacks.tsv")).Select(line => line.Split('\t'))
            .Select(cells => new Attack(cells[0], cells[1], cells[2].Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\r", "\r", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal))),
    ];
}
