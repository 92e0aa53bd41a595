using System.Collections.Immutable;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Recognition;

/// <summary>What somebody said: sound, a sound file or stream, or words.</summary>
/// <remarks>Immutable and thread-safe, save that a stream can be read once only.</remarks>
public sealed class Utterance
{
    private Utterance(string? id) => Id = id;

    private Utterance(Utterance other) =>
        (Id, Text, Audio, FilePath, Stream, Speaker, Context) = (other.Id, other.Text, other.Audio, other.FilePath, other.Stream, other.Speaker, other.Context);

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

    /// <summary>Who speaks, as far as that is known; else null. Cues of the voice are told relative to the speaker's own, where there are enough.</summary>
    public string? Speaker { get; private init; }

    /// <summary>What was said before, the oldest turn first. The default is none.</summary>
    public ImmutableArray<DialogueTurn> Context { get; private init; } = [];

    /// <summary>Whether there is sound to hear.</summary>
    internal bool HasSound => Audio is not null || FilePath is not null || Stream is not null;

    /// <summary>The same with the words known, so that sound needs no transcriber.</summary>
    /// <param name="text">The words; may be empty.</param>
    /// <returns>A new utterance.</returns>
    public Utterance WithText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(this) { Text = text };
    }

    /// <summary>The same with its speaker known.</summary>
    /// <param name="speaker">A name that is the same for all utterances of one person.</param>
    /// <returns>A new utterance.</returns>
    public Utterance WithSpeaker(string speaker)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(speaker);
        return new(this) { Speaker = speaker };
    }

    /// <summary>The same with what was said before it, for prompts that show it (<see cref="EmotionPromptExtensions.WithContext"/>).</summary>
    /// <param name="turns">The turns, the oldest first.</param>
    /// <returns>A new utterance.</returns>
    public Utterance WithContext(IEnumerable<DialogueTurn> turns)
    {
        ArgumentNullException.ThrowIfNull(turns);
        return new(this) { Context = [.. turns] };
    }

    /// <summary>The same with its sound in memory, in the place of a file or a stream.</summary>
    internal Utterance WithSound(Audio audio) => new(this) { Audio = audio, FilePath = null, Stream = null };

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
