namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>What the raters of CREMA-D saw and heard, by the corpus's own numbers.</summary>
internal enum CremaDChannel
{
    Voice = 1,
    Face = 2,
    AudioVisual = 3,
}
