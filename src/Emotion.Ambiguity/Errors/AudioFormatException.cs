namespace Emotion.Ambiguity;

/// <summary>Sound that cannot be read: empty, cut short, or of a format that is not accepted.</summary>
public sealed class AudioFormatException : EmotionAmbiguityException
{
    /// <summary>What <see cref="Speech.Audio"/> reads, for messages.</summary>
    public const string AcceptedFormats = "WAV files with PCM of 8, 16, 24 or 32 bits, 32 or 64 bit float, A-law or mu-law, any rate, any number of channels";

    /// <summary>Creates the error.</summary>
    /// <param name="source">The file's path, or "stream".</param>
    /// <param name="reason">What the data is or what is wrong with it, a sentence.</param>
    /// <param name="remedy">What to do, a sentence.</param>
    /// <param name="inner">What caused it, if anything.</param>
    public AudioFormatException(string source, string reason, string remedy, Exception? inner = null)
        : base($"The sound \"{source}\" cannot be read: {reason} {remedy}", inner)
        => (AudioSource, Reason, Remedy) = (source, reason, remedy);

    /// <summary>The file's path, or "stream".</summary>
    public string AudioSource { get; }

    /// <summary>What is wrong.</summary>
    public string Reason { get; }

    /// <summary>What to do.</summary>
    public string Remedy { get; }
}
