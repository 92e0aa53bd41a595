namespace Emotion.Ambiguity.Speech;

/// <summary>A word of a transcript.</summary>
/// <param name="Text">The word, without surrounding white space.</param>
/// <param name="Start">Where it begins, from the start of the clip; null where no times were asked for.</param>
/// <param name="End">Where it ends, from the start of the clip; null where no times were asked for.</param>
/// <param name="Probability">How sure the model is, 0 to 1: the mean probability of the word's tokens.</param>
public sealed record TranscriptWord(string Text, TimeSpan? Start, TimeSpan? End, double Probability);
