using System.Collections.Concurrent;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Testing;

/// <summary>An audio encoder without a model file: makes rows by a function of the clip, and remembers what it heard.</summary>
/// <remarks>Thread-safe as long as the function is. It keeps the clips' lengths, not the clips.</remarks>
public sealed class ScriptedAudioEncoder : IAudioEncoder
{
    private readonly Func<Audio, AudioEmbeddings> _script;
    private readonly ConcurrentQueue<TimeSpan> _durations = new();
    private int _disposed;

    /// <summary>Creates an encoder that makes a row of equal values for each second that has begun: the mean magnitude of its samples.</summary>
    /// <param name="width">Floats in a row, above 0.</param>
    public ScriptedAudioEncoder(int width) : this(width, audio => Loudness(audio, width))
    {
    }

    /// <summary>Creates an encoder.</summary>
    /// <param name="width">Floats in a row, above 0.</param>
    /// <param name="script">Makes the rows; may throw what an engine would throw.</param>
    public ScriptedAudioEncoder(int width, Func<Audio, AudioEmbeddings> script)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentNullException.ThrowIfNull(script);
        _script = script;
        Info = new AudioEncoderInfo { ModelId = "scripted", Engine = "script", EmbeddingWidth = width };
    }

    /// <inheritdoc/>
    public AudioEncoderInfo Info { get; init; }

    /// <summary>The lengths of the clips so far, in the order of their arrival.</summary>
    public IReadOnlyCollection<TimeSpan> Durations => _durations;

    /// <summary>Whether it was disposed.</summary>
    public bool IsDisposed => Volatile.Read(ref _disposed) != 0;

    /// <inheritdoc/>
    public async Task<AudioEmbeddings> EncodeAsync(Audio audio, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        _durations.Enqueue(audio.Duration);
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return _script(audio);
    }

    /// <summary>Makes later clips fail with <see cref="ObjectDisposedException"/>.</summary>
    /// <returns>A completed task.</returns>
    public ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _disposed, 1);
        return ValueTask.CompletedTask;
    }

    private static AudioEmbeddings Loudness(Audio audio, int width)
    {
        var values = new List<float>();
        for (var start = 0; start < audio.Samples.Length; start += audio.SampleRateHz)
        {
            var second = audio.Samples.Span[start..Math.Min(audio.Samples.Length, start + audio.SampleRateHz)];
            var sum = 0.0;
            foreach (var sample in second) sum += Math.Abs(sample);
            values.AddRange(Enumerable.Repeat((float)(sum / second.Length), width));
        }

        return new AudioEmbeddings(values.ToArray(), width);
    }
}
