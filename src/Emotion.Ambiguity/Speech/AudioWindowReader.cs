using System.Buffers;
using System.Runtime.CompilerServices;
using Emotion.Ambiguity.Speech.Wav;
using Emotion.Ambiguity.Speech.Windowing;

namespace Emotion.Ambiguity.Speech;

/// <summary>Reads a clip of any length in windows at 16 kHz, cut where it is quiet so that words stay whole.</summary>
/// <remarks>
/// The windows tile the clip: joined, they are what <see cref="Audio.Load(string)"/> and <see cref="Audio.Resample"/> give, to the bit.
/// A clip up to the limit is one window, and no window of a longer clip is shorter than half a second. Memory is about two windows,
/// whatever the clip's length. One caller at a time.
/// </remarks>
public sealed class AudioWindowReader : IAsyncDisposable
{
    private readonly IMonoSource _source;
    private readonly WindowCut _cut;
    private readonly Stream? _owned;
    private int _started;

    private AudioWindowReader(IMonoSource source, WindowCut cut, Stream? owned) => (_source, _cut, _owned) = (source, cut, owned);

    /// <summary>The rate of the clip itself, in Hz.</summary>
    public int SourceSampleRateHz => _source.SampleRateHz;

    /// <summary>The clip's length, or null where only its end will tell (a header written before the recording ended).</summary>
    public TimeSpan? Duration => _source.TotalSamples is { } samples ? TimeSpan.FromSeconds((double)samples / _source.SampleRateHz) : null;

    /// <summary>Opens a WAV file and reads its header.</summary>
    /// <param name="path">The file, as in <see cref="Audio.Load(string)"/>, of any length.</param>
    /// <param name="options">How to cut.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <returns>The reader, to be disposed.</returns>
    /// <exception cref="ArgumentException">An option is outside its range; the message lists all that are.</exception>
    /// <exception cref="AudioFormatException">As in <see cref="Audio.Load(string)"/>. A file that was cut short is found here, before any window is given.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read, or its folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">There is no permission to read the file.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<AudioWindowReader> OpenAsync(string path, AudioWindowOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var cut = new WindowCut(options);
        var file = WavFile.Open(path, FileOptions.SequentialScan | FileOptions.Asynchronous);
        try
        {
            var source = await WavReader.OpenAsync(new ByteSource(file, path, blocking: false), cancellationToken).ConfigureAwait(false);
            return new AudioWindowReader(source, cut, file);
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Reads the header of WAV from where a stream stands.</summary>
    /// <param name="stream">The stream; it need not be seekable, and it is left open.</param>
    /// <param name="options">How to cut.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <returns>The reader, to be disposed.</returns>
    /// <exception cref="ArgumentException">The stream cannot be read, or an option is outside its range.</exception>
    /// <exception cref="AudioFormatException">As in <see cref="Audio.Load(string)"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<AudioWindowReader> OpenAsync(Stream stream, AudioWindowOptions options, CancellationToken cancellationToken = default)
    {
        WavFile.ThrowIfUnreadable(stream);
        ArgumentNullException.ThrowIfNull(options);
        var cut = new WindowCut(options);
        var bytes = new ByteSource(stream, ByteSource.NameOf(stream), blocking: false);
        return new AudioWindowReader(await WavReader.OpenAsync(bytes, cancellationToken).ConfigureAwait(false), cut, owned: null);
    }

    /// <summary>Cuts sound that is in memory already; the windows are the same as those of its file.</summary>
    /// <param name="audio">The clip, at any rate.</param>
    /// <param name="options">How to cut.</param>
    /// <returns>The reader.</returns>
    /// <exception cref="ArgumentException">An option is outside its range; the message lists all that are.</exception>
    public static AudioWindowReader Open(Audio audio, AudioWindowOptions options)
    {
        ArgumentNullException.ThrowIfNull(audio);
        ArgumentNullException.ThrowIfNull(options);
        return new AudioWindowReader(new AudioSource(audio), new WindowCut(options), owned: null);
    }

    /// <summary>Reads the windows in order. The clip is read once: a second call throws.</summary>
    /// <param name="cancellationToken">Stops between blocks of a quarter of a second.</param>
    /// <returns>At least one window; each owns its samples.</returns>
    /// <exception cref="AudioFormatException">A stream that cannot say its length was cut short (after the windows that were whole), has no sound, or a sample is not finite.</exception>
    /// <exception cref="InvalidOperationException">The windows were read before.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async IAsyncEnumerable<AudioWindow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0) throw new InvalidOperationException("The windows were read before; open the clip again.");

        var feed = new SpeechRateFeed(_source);
        var buffer = ArrayPool<float>.Shared.Rent(_cut.LookAhead + feed.MaxBlock);
        try
        {
            var (start, filled) = (0L, 0);
            while (true)
            {
                while (filled < _cut.LookAhead && !feed.HasEnded)
                    filled += await feed.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
                if (filled == 0) yield break;

                var length = _cut.LengthOf(buffer.AsSpan(0, filled));
                yield return new AudioWindow(TimeOf(start), Audio.FromSamples(buffer.AsSpan(0, length).ToArray(), Audio.SpeechSampleRateHz));
                buffer.AsSpan(length, filled - length).CopyTo(buffer);
                start += length;
                filled -= length;
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    /// <summary>Closes the file, where the reader opened it.</summary>
    /// <returns>A task that ends when it is closed.</returns>
    public ValueTask DisposeAsync() => _owned?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static TimeSpan TimeOf(long sample) => TimeSpan.FromTicks(sample * (TimeSpan.TicksPerSecond / Audio.SpeechSampleRateHz));
}
