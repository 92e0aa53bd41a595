using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Prompting;

/// <summary>What a prompt is written from: words, sound, or both, and what is known beside them. Immutable and thread-safe.</summary>
/// <param name="Text">The words of the utterance; may be empty. Null where the model is to hear only, which needs <see cref="Audio"/>.</param>
/// <param name="Taxonomy">The labels to choose from.</param>
public sealed record PromptInput(string? Text, EmotionTaxonomy Taxonomy)
{
    /// <summary>The voice as the model hears it, or null where it only reads. The default is null.</summary>
    public AudioEmbeddings? Audio { get; init; }

    /// <summary>How the voice sounds, in words ("pitch: high; loudness: low"), or null. The default is null.</summary>
    public string? Cues { get; init; }

    /// <summary>What was said before, the oldest turn first. The default is none.</summary>
    public ImmutableArray<DialogueTurn> Context { get; init; } = [];

    /// <summary>Utterances with votes that are like this one, the most alike first. The default is none.</summary>
    public ImmutableArray<LabelledExample> Examples { get; init; } = [];

    internal void Check()
    {
        if (Text is null && Audio is null) throw new ArgumentException("There are neither words nor sound to ask about.", "input");
    }
}
