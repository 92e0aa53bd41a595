namespace Emotion.Ambiguity;

/// <summary>The base of all errors that this library raises for something outside the program: a file, a library, a model.</summary>
public abstract class EmotionAmbiguityException : Exception
{
    /// <summary>Creates an error.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="inner">What caused it, if anything.</param>
    protected EmotionAmbiguityException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
