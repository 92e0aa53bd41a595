namespace Emotion.Ambiguity;

/// <summary>An engine failed while it computed: out of memory, a fault of the native library, or numbers that are not finite.</summary>
public sealed class InferenceException : EmotionAmbiguityException
{
    /// <summary>Creates the error.</summary>
    /// <param name="engine">The engine's name ("llama.cpp").</param>
    /// <param name="reason">What went wrong, a sentence.</param>
    /// <param name="remedy">What to do, a sentence.</param>
    /// <param name="inner">What caused it, if anything.</param>
    public InferenceException(string engine, string reason, string remedy, Exception? inner = null)
        : base($"{engine} failed: {reason} {remedy}", inner)
        => (Engine, Reason, Remedy) = (engine, reason, remedy);

    /// <summary>The engine's name.</summary>
    public string Engine { get; }

    /// <summary>What went wrong.</summary>
    public string Reason { get; }

    /// <summary>What to do.</summary>
    public string Remedy { get; }
}
