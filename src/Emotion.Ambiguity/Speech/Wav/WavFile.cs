namespace Emotion.Ambiguity.Speech.Wav;

/// <summary>Checks at the front door.</summary>
internal static class WavFile
{
    public static FileStream Open(string path, FileOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        // Opening a folder is reported as a missing permission, which sends people looking in the wrong place.
        if (Directory.Exists(path)) throw WavFault.Folder(path);
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 4096, options);
    }

    public static void ThrowIfUnreadable(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead) throw new ArgumentException("The stream cannot be read.", nameof(stream));
    }
}
