using System.Collections.Immutable;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>Which column of a CSV, TSV or JSONL file holds what. For JSONL, a member of an inner object is "outer.inner".</summary>
/// <remarks>
/// Either <see cref="Labels"/> (a column a label, a row an item) or <see cref="Vote"/> (a row a vote; the rows of an item may lie anywhere, and all
/// items are held in memory). Columns that are not named here are not looked at. Immutable and thread-safe.
/// </remarks>
public sealed class TableColumns
{
    /// <summary>The item's id. Must be set.</summary>
    public string Id { get; init; } = "";

    /// <summary>The words; null where the file has none.</summary>
    public string? Text { get; init; }

    /// <summary>The sound file's path, taken from the table's folder; null where the file has none.</summary>
    public string? Sound { get; init; }

    /// <summary>Added to what <see cref="Sound"/> holds (".wav"). The default is nothing.</summary>
    public string SoundExtension { get; init; } = "";

    /// <summary>Who speaks; null where the file does not say.</summary>
    public string? Speaker { get; init; }

    /// <summary>The dialogue; null where there is none.</summary>
    public string? Dialogue { get; init; }

    /// <summary>The place in the dialogue, a whole number; null where there is none.</summary>
    public string? Turn { get; init; }

    /// <summary>The part of the corpus; null where there is none.</summary>
    public string? Split { get; init; }

    /// <summary>What the actor was asked for; null where nobody acts.</summary>
    public string? Intended { get; init; }

    /// <summary>A column a label, with the label that it stands for. Its cells are numbers of at least 0: whole ones are votes, others soft votes.</summary>
    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The label that the row's rater gave; null for <see cref="Labels"/>.</summary>
    public string? Vote { get; init; }

    /// <summary>The row's second label; null where there is none. Only with <see cref="Vote"/>.</summary>
    public string? SecondaryVote { get; init; }

    /// <summary>Who voted; null where the file does not say. Only with <see cref="Vote"/>.</summary>
    public string? Rater { get; init; }

    /// <summary>How much the rater counts, a number of at least 0; null for 1 each. Only with <see cref="Vote"/>.</summary>
    public string? Weight { get; init; }

    internal void Validate()
    {
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(Id)) faults.Add($"{nameof(Id)} must name a column.");
        if (Text is null && Sound is null) faults.Add($"{nameof(Text)} or {nameof(Sound)} must name a column.");
        if (Labels.IsEmpty == (Vote is null)) faults.Add($"One of {nameof(Labels)} and {nameof(Vote)} must be set, not both.");
        if (Vote is null && (SecondaryVote ?? Rater ?? Weight) is not null) faults.Add($"{nameof(SecondaryVote)}, {nameof(Rater)} and {nameof(Weight)} go with {nameof(Vote)} only.");
        if (faults.Count > 0) throw new ArgumentException("The column map is not complete: " + string.Join(" ", faults));
    }

    internal IReadOnlyCollection<string> Named =>
        [.. new[] { Id, Text, Sound, Speaker, Dialogue, Turn, Split, Intended, Vote, SecondaryVote, Rater, Weight }.OfType<string>(), .. Labels.Keys];
}
