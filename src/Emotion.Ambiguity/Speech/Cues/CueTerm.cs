using System.Collections.Immutable;

namespace Emotion.Ambiguity.Speech.Cues;

/// <summary>A cue that is told in words: "pitch: high". Immutable and thread-safe.</summary>
public sealed record CueTerm
{
    /// <summary>Creates a term with the words very low, low, medium, high and very high.</summary>
    /// <param name="name">What it is called: "pitch".</param>
    /// <param name="cues">The cues that tell it: the first that the clip gives.</param>
    public CueTerm(string name, params IEnumerable<AcousticCue> cues)
    {
        ArgumentNullException.ThrowIfNull(cues);
        (Name, Cues) = (name, [.. cues]);
    }

    /// <summary>What it is called, not empty and on one line.</summary>
    public string Name { get; init; }

    /// <summary>The cues that tell it, at least one: the first that the clip gives.</summary>
    public ImmutableArray<AcousticCue> Cues { get; init; }

    /// <value>The word at <see cref="CueLevel.VeryLow"/>; null says nothing at this level. The default is "very low".</value>
    public string? VeryLow { get; init; } = "very low";

    /// <value>The word at <see cref="CueLevel.Low"/>; null says nothing at this level. The default is "low".</value>
    public string? Low { get; init; } = "low";

    /// <value>The word at <see cref="CueLevel.Middle"/>; null says nothing at this level. The default is "medium".</value>
    public string? Middle { get; init; } = "medium";

    /// <value>The word at <see cref="CueLevel.High"/>; null says nothing at this level. The default is "high".</value>
    public string? High { get; init; } = "high";

    /// <value>The word at <see cref="CueLevel.VeryHigh"/>; null says nothing at this level. The default is "very high".</value>
    public string? VeryHigh { get; init; } = "very high";

    /// <summary>The word at a level; null where nothing is said.</summary>
    /// <param name="level">The level.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level.</exception>
    public string? this[CueLevel level] => level switch
    {
        CueLevel.VeryLow => VeryLow,
        CueLevel.Low => Low,
        CueLevel.Middle => Middle,
        CueLevel.High => High,
        CueLevel.VeryHigh => VeryHigh,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "There is no such level."),
    };

    /// <summary>Whether both tell the same cues in the same words.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Whether they do.</returns>
    public bool Equals(CueTerm? other) =>
        other is not null
        && (Name, VeryLow, Low, Middle, High, VeryHigh).Equals((other.Name, other.VeryLow, other.Low, other.Middle, other.High, other.VeryHigh))
        && (Cues.IsDefault ? other.Cues.IsDefault : !other.Cues.IsDefault && Cues.SequenceEqual(other.Cues));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, VeryLow, Low, Middle, High, VeryHigh, Cues.IsDefault ? 0 : Cues.Length);

    internal void Validate(List<string> faults)
    {
        if (!IsWord(Name)) faults.Add("The name of a term must be on one line and not empty.");
        if (Cues.IsDefaultOrEmpty) faults.Add($"The term \"{Name}\" needs a cue.");
        else if (Cues.Any(cue => !Enum.IsDefined(cue))) faults.Add($"The term \"{Name}\" names a cue that does not exist.");
        foreach (var level in Enum.GetValues<CueLevel>())
        {
            if (this[level] is { } word && !IsWord(word)) faults.Add($"The word for {level} of the term \"{Name}\" must be on one line and not empty; null says nothing.");
        }
    }

    // A line break would tear the prompt that the words end up in.
    private static bool IsWord(string? text) => !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);
}
