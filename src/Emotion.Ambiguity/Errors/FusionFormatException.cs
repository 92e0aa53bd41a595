namespace Emotion.Ambiguity;

/// <summary>A fusion profile is missing or is not of the format that this version of the library knows.</summary>
public sealed class FusionFormatException : EmotionAmbiguityException
{
    /// <summary>Creates the error.</summary>
    /// <param name="file">The file, or null where the fusion profile was given as text.</param>
    /// <param name="reason">What is wrong with it, a sentence.</param>
    /// <param name="remedy">What to do, a sentence.</param>
    /// <param name="inner">What caused it, if anything.</param>
    public FusionFormatException(string? file, string reason, string remedy, Exception? inner = null)
        : base($"The fusion profile{(file is null ? "" : $" \"{file}\"")} cannot be read: {reason} {remedy}", inner)
        => (File, Reason, Remedy) = (file, reason, remedy);

    /// <summary>The file, or null where the fusion profile was given as text.</summary>
    public string? File { get; }

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; }

    /// <summary>What to do.</summary>
    public string Remedy { get; }
}
