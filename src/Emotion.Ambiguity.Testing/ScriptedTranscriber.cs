using System.Collections.Concurrent;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Testing;

/// <summary>A transcriber without a model file: answers by a function of the clip, and remembers what it heard.</summary>
/// <remarks>Thread-safe as long as the function is. It keeps the clips' lengths, not the clips.</remarks>
public sealed class ScriptedTranscriber : ITranscriber
{
    private readonly Func<Audio, string> _script;
    private readonly ConcurrentQueue<TimeSpan> _durations = new();
    private int _disposed;

    /// <summary>Creates a transcriber that always hears the same words.</summary>
    /// <param name="text">The words.</param>
    public ScriptedTranscriber(string text) : this(_ => text)
    {
    }

    /// <summary>Creates a transcriber.</summary>
    /// <param name="script">What to hear; may throw what an engine would throw.</param>
    public ScriptedTranscriber(Func<Audio, string> script)
    {
        ArgumentNullException.ThrowIfNull(script);
        _script = script;
    }

    /// <inheritdoc/>
    public TranscriberInfo Info { get; init; } = new("scripted", "script", IsMultilingual: true);

    /// <summary>The lengths of the clips so far, in the order of their arrival.</summary>
    public IReadOnlyCollection<TimeSpan> Durations => _durations;

    /// <summary>Whether it was disposed.</summary>
    public bool IsDisposed => Volatile.Read(ref _disposed) != 0;

    /// <inheritdoc/>
    public async Task<Transcript> TranscribeAsync(Audio audio, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        _durations.Enqueue(audio.Duration);
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return new Transcript { Text = _script(audio) };
    }

    /// <summary>Makes later clips fail with <see cref="ObjectDisposedException"/>.</summary>
    /// <returns>A completed task.</returns>
    public ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _disposed, 1);
        return ValueTask.CompletedTask;
    }
}
