namespace Emotion.Ambiguity;

/// <summary>A probe's file is missing or is not of the format that this version of the library knows.</summary>
public sealed class ProbeFormatException : EmotionAmbiguityException
{
    /// <summary>Creates the error.</summary>
    /// <param name="file">The file, or null where the probe was given as text.</param>
    /// <param name="reason">What is wrong with it, a sentence.</param>
    /// <param name="remedy">What to do, a sentence.</param>
    /// <param name="inner">What caused it, if anything.</param>
    public ProbeFormatException(string? file, string reason, string remedy, Exception? inner = null)
        : base($"The probe{(file is null ? "" : $" \"{file}\"")} cannot be read: {reason} {remedy}", inner)
        => (File, Reason, Remedy) = (file, reason, remedy);

    /// <summary>The file, or null where the probe was given as text.</summary>
    public string? File { get; }

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; }

    /// <summary>What to do.</summary>
    public string Remedy { get; }
}
