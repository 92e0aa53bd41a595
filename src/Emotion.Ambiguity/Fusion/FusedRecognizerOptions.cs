using Emotion.Ambiguity.Internal;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Fusion;

/// <summary>How a <see cref="FusedRecognizer"/> works. Immutable and thread-safe.</summary>
public sealed record FusedRecognizerOptions
{
    /// <summary>What happens when no expert that counts has a valid answer. Retries are left to the members. The default is to leave the item out.</summary>
    public InvalidAnswerPolicy InvalidAnswers { get; init; } = InvalidAnswerPolicy.Skip;

    /// <summary>Utterances of <see cref="IAmbiguousEmotionRecognizer.RecognizeManyAsync"/> that are under way at once. At least 1. The default is 16.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>Who disposes the members: the caller, the default, or the fused recognizer.</summary>
    public EngineOwnership Ownership { get; init; }

    internal void AddFaults(List<string> faults, Distributions.EmotionTaxonomy taxonomy)
    {
        if (Concurrency < 1) faults.Add($"Concurrency must be at least 1 but is {Concurrency}.");
        if (!Enum.IsDefined(Ownership)) faults.Add($"Ownership has the unknown value {Ownership}.");
        if (InvalidAnswers is null)
        {
            faults.Add("InvalidAnswers is null.");
            return;
        }

        try
        {
            _ = InvalidAnswers.Replace(taxonomy);
        }
        catch (ArgumentException fault)
        {
            faults.Add(OptionFaults.MessageOf(fault));
        }
    }
}
