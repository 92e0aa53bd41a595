using Emotion.Ambiguity.Extraction;

namespace Emotion.Ambiguity;

/// <summary>The model's answer could not be read, and the recognizer's policy is to throw.</summary>
public sealed class InvalidAnswerException : EmotionAmbiguityException
{
    /// <summary>Creates the error.</summary>
    /// <param name="utteranceId">The utterance's name, or null.</param>
    /// <param name="extractor">The extractor that could not read it.</param>
    /// <param name="reason">Why.</param>
    public InvalidAnswerException(string? utteranceId, string extractor, InvalidReason reason)
        : base($"The extractor \"{extractor}\" found no distribution for {(utteranceId is null ? "the utterance" : $"\"{utteranceId}\"")}: {reason}. Choose another InvalidAnswerPolicy (Skip, Uniform, LabelPrior, Retry), another prompt, or an extractor that needs no readable answer (likelihood).")
        => (UtteranceId, Extractor, Reason) = (utteranceId, extractor, reason);

    /// <summary>The utterance's name, or null.</summary>
    public string? UtteranceId { get; }

    /// <summary>The extractor that could not read it.</summary>
    public string Extractor { get; }

    /// <summary>Why.</summary>
    public InvalidReason Reason { get; }
}
