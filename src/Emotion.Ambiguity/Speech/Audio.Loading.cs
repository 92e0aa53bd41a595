using Emotion.Ambiguity.Speech.Wav;

namespace Emotion.Ambiguity.Speech;

public sealed partial class Audio
{
    /// <summary>Reads a WAV file as a whole, its channels mixed down to their mean, at its own rate. For long files see <see cref="AudioWindowReader"/>.</summary>
    /// <param name="path">The file: PCM of 8, 16, 24 or 32 bits, 32 or 64 bit float, A-law or mu-law; 1,000 to 768,000 Hz; 1 to 64 channels.</param>
    /// <returns>The sound.</returns>
    /// <exception cref="AudioFormatException">The file is empty, cut short, without sound, of another format, a folder, or has samples that are not finite.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read, or its folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">There is no permission to read the file.</exception>
    public static Audio Load(string path)
    {
        using var file = WavFile.Open(path, FileOptions.SequentialScan);
        return Completed(ReadAllAsync(new ByteSource(file, path, blocking: true), CancellationToken.None));
    }

    /// <summary>Reads WAV from where a stream stands, up to the end of the sound; the stream need not be seekable and is left open.</summary>
    /// <param name="stream">WAV, as in <see cref="Load(string)"/>.</param>
    /// <returns>The sound.</returns>
    /// <exception cref="AudioFormatException">As in <see cref="Load(string)"/>.</exception>
    /// <exception cref="ArgumentException">The stream cannot be read.</exception>
    public static Audio Load(Stream stream)
    {
        WavFile.ThrowIfUnreadable(stream);
        return Completed(ReadAllAsync(new ByteSource(stream, ByteSource.NameOf(stream), blocking: true), CancellationToken.None));
    }

    /// <summary>Reads a WAV file as a whole, as <see cref="Load(string)"/> does, without blocking the caller's thread on the disk.</summary>
    /// <param name="path">The file, as in <see cref="Load(string)"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The sound.</returns>
    /// <exception cref="AudioFormatException">As in <see cref="Load(string)"/>.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read, or its folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">There is no permission to read the file.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<Audio> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        var file = WavFile.Open(path, FileOptions.SequentialScan | FileOptions.Asynchronous);
        await using (file.ConfigureAwait(false))
        {
            return await ReadAllAsync(new ByteSource(file, path, blocking: false), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads WAV from where a stream stands, as <see cref="Load(Stream)"/> does, without blocking the caller's thread.</summary>
    /// <param name="stream">WAV, as in <see cref="Load(string)"/>; it is left open.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The sound.</returns>
    /// <exception cref="AudioFormatException">As in <see cref="Load(string)"/>.</exception>
    /// <exception cref="ArgumentException">The stream cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<Audio> LoadAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        WavFile.ThrowIfUnreadable(stream);
        return await ReadAllAsync(new ByteSource(stream, ByteSource.NameOf(stream), blocking: false), cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<Audio> ReadAllAsync(ByteSource bytes, CancellationToken cancellationToken)
    {
        var reader = await WavReader.OpenAsync(bytes, cancellationToken).ConfigureAwait(false);
        var samples = await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        return FromSamples(samples, reader.SampleRateHz);
    }

    // A blocking source never leaves a task open, so there is nothing to wait for here.
    private static Audio Completed(ValueTask<Audio> task) =>
        task.IsCompleted ? task.GetAwaiter().GetResult() : throw new InvalidOperationException("A blocking read did not complete.");
}
