using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Recognition;

/// <summary>What somebody said: sound, a sound file or stream, or words.</summary>
/// <remarks>Immutable and thread-safe, save that a stream can be read once only.</remarks>
public sealed class Utterance
{
    private Utterance(string? id) => Id = id;

    /// <summary>A name that comes back with the result, or null. A file's is its path unless another is given.</summary>
    public string? Id { get; }

    /// <summary>The words, where they are known and need no transcriber; else null.</summary>
    public string? Text { get; private init; }

    /// <summary>The sound in memory; else null.</summary>
    public Audio? Audio { get; private init; }

    /// <summary>The path of a WAV file; else null.</summary>
    public string? FilePath { get; private init; }

    /// <summary>A stream with a WAV file, read forward only and not closed; else null.</summary>
    public Stream? Stream { get; private init; }

    /// <summary>Words that need no transcriber.</summary>
    /// <param name="text">The words; may be empty.</param>
    /// <param name="id">A name that comes back with the result.</param>
    /// <returns>The utterance.</returns>
    public static Utterance FromText(string text, string? id = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(id) { Text = text };
    }

    /// <summary>Sound in memory.</summary>
    /// <param name="audio">The sound, at any rate.</param>
    /// <param name="id">A name that comes back with the result.</param>
    /// <returns>The utterance.</returns>
    public static Utterance FromAudio(Audio audio, string? id = null)
    {
        ArgumentNullException.ThrowIfNull(audio);
        return new(id) { Audio = audio };
    }

    /// <summary>A WAV file, opened when its turn comes.</summary>
    /// <param name="path">The path.</param>
    /// <param name="id">A name that comes back with the result; null for the path.</param>
    /// <returns>The utterance.</returns>
    public static Utterance FromFile(string path, string? id = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new(id ?? path) { FilePath = path };
    }

    /// <summary>A stream with a WAV file, read when its turn comes, forward only, and not closed.</summary>
    /// <param name="stream">The stream, at the start of the file.</param>
    /// <param name="id">A name that comes back with the result.</param>
    /// <returns>The utterance.</returns>
    public static Utterance FromStream(Stream stream, string? id = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead) throw new ArgumentException("The stream cannot be read.", nameof(stream));
        return new(id) { Stream = stream };
    }
}
