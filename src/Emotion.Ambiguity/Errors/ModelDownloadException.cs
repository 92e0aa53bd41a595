namespace Emotion.Ambiguity;

/// <summary>A model file cannot be downloaded: it is not there, the server or the disk fails, or what came is another file.</summary>
public sealed class ModelDownloadException : EmotionAmbiguityException
{
    /// <summary>Creates the error.</summary>
    /// <param name="address">Where the file was to come from.</param>
    /// <param name="path">Where it was to go.</param>
    /// <param name="reason">What is wrong, a sentence.</param>
    /// <param name="remedy">What to do, a sentence.</param>
    /// <param name="inner">What caused it, if anything.</param>
    public ModelDownloadException(Uri address, string path, string reason, string remedy, Exception? inner = null)
        : base($"The model \"{System.IO.Path.GetFileName(path)}\" cannot be downloaded from {address}: {reason} {remedy}", inner)
        => (Address, Path, Reason, Remedy) = (address, path, reason, remedy);

    /// <summary>Where the file was to come from.</summary>
    public Uri Address { get; }

    /// <summary>Where it was to go.</summary>
    public string Path { get; }

    /// <summary>What is wrong.</summary>
    public string Reason { get; }

    /// <summary>What to do.</summary>
    public string Remedy { get; }
}
