namespace Emotion.Ambiguity;

/// <summary>A model file cannot be used: missing, of another format, cut short, of an architecture that the engine does not know.</summary>
public sealed class ModelLoadException : EmotionAmbiguityException
{
    /// <summary>Creates the error.</summary>
    /// <param name="path">The model file.</param>
    /// <param name="reason">What is wrong with it, a sentence.</param>
    /// <param name="remedy">What to do, a sentence.</param>
    /// <param name="inner">What caused it, if anything.</param>
    public ModelLoadException(string path, string reason, string remedy, Exception? inner = null)
        : base($"The model \"{path}\" cannot be loaded: {reason} {remedy}", inner)
        => (Path, Reason, Remedy) = (path, reason, remedy);

    /// <summary>The model file.</summary>
    public string Path { get; }

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; }

    /// <summary>What to do.</summary>
    public string Remedy { get; }
}
