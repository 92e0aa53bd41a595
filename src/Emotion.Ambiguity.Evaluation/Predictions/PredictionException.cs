namespace Emotion.Ambiguity.Evaluation.Predictions;

/// <summary>A run of predictions cannot go on, or its file cannot be used. What was predicted so far is kept.</summary>
public sealed class PredictionException : EmotionAmbiguityException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="inner">What caused it, if anything.</param>
    public PredictionException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
