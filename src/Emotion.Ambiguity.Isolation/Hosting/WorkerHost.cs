using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text.Json;
using Emotion.Ambiguity.Isolation.Protocol;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Isolation.Hosting;

/// <summary>A worker's life: connect, load, answer, and end with the parent.</summary>
internal sealed class WorkerHost : IAsyncDisposable
{
    /// <summary>How long a parent may take to be there: it listens before it starts the worker.</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long requests and engines may take to stop; then the process ends itself, because nobody is left who would.</summary>
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(10);

    private readonly FrameChannel _channel;
    private readonly CancellationTokenSource _end;
    private readonly ConcurrentDictionary<long, CancellationTokenSource> _cancellations = new();
    private readonly ConcurrentDictionary<long, Task> _running = new();
    private IAmbiguousEmotionRecognizer? _recognizer;
    private WireJson? _json;

    private WorkerHost(FrameChannel channel, CancellationTokenSource end) => (_channel, _end) = (channel, end);

    public static async Task RunAsync(string pipe, Func<CancellationToken, Task<IAmbiguousEmotionRecognizer>> load, CancellationToken cancellationToken)
    {
        // Ctrl+C in a terminal reaches the whole group of processes; when the worker ends is the parent's decision.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        var stream = new NamedPipeClientStream(".", pipe, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        await using var owned = stream.ConfigureAwait(false);
        await stream.ConnectAsync(ConnectTimeout, cancellationToken).ConfigureAwait(false);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var host = new WorkerHost(new FrameChannel(stream), end);
        await using var ownedHost = host.ConfigureAwait(false);
        var loading = host.LoadAsync(load);
        await host.ReadAsync().ConfigureAwait(false);
        using var last = new Timer(_ => Process.GetCurrentProcess().Kill(), null, EndTimeout, Timeout.InfiniteTimeSpan);
        await end.CancelAsync().ConfigureAwait(false);
        await loading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await host.DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Interlocked.Exchange(ref _recognizer, null) is { } recognizer) await recognizer.DisposeAsync().ConfigureAwait(false);
    }

    private async Task LoadAsync(Func<CancellationToken, Task<IAmbiguousEmotionRecognizer>> load)
    {
        try
        {
            // Loading may block its thread, but signs of life must go on.
            var recognizer = await Task.Run(() => load(_end.Token), _end.Token).ConfigureAwait(false);
            _json = WireJson.For(recognizer.Taxonomy);
            Volatile.Write(ref _recognizer, recognizer);
            await _channel.WriteAsync(FrameKind.Ready, 0, JsonSerializer.SerializeToUtf8Bytes(ReadyMessage.Of(recognizer.Taxonomy), WireJson.Plain.ReadyMessage)).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever the program's function throws is told to the parent, which throws it to its caller.
        catch (Exception fault) when (!_end.IsCancellationRequested)
#pragma warning restore CA1031
        {
            await _channel.WriteAsync(FrameKind.LoadFailed, 0, Serialize(fault)).ConfigureAwait(false);
        }
    }

    /// <summary>Reads until the parent says the end, or is gone: then the pipe ends or breaks.</summary>
    private async Task ReadAsync()
    {
        try
        {
            while (await _channel.ReadAsync(_end.Token).ConfigureAwait(false) is { Kind: not FrameKind.Shutdown } frame)
            {
                if (frame.Kind == FrameKind.Ping) await _channel.WriteAsync(FrameKind.Pong).ConfigureAwait(false);
                else if (frame.Kind == FrameKind.Recognize) Start(frame);
                else if (frame.Kind == FrameKind.Cancel && _cancellations.TryGetValue(frame.Id, out var cancellation)) await CancelAsync(cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or InvalidDataException)
        {
            // There is nobody to tell.
        }
    }

    private void Start(Frame frame)
    {
        var cancellation = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        _cancellations[frame.Id] = cancellation;

        // Known before it runs, so that it cannot end before it is known.
        var answering = new Task<Task>(() => AnswerAsync(frame, cancellation));
        _running[frame.Id] = answering.Unwrap();
        answering.Start(TaskScheduler.Default);
    }

    private async Task AnswerAsync(Frame frame, CancellationTokenSource cancellation)
    {
        try
        {
            await TryAnswerAsync(frame, cancellation.Token).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The parent is gone; the reading side sees it too.
        }
        finally
        {
            _cancellations.TryRemove(frame.Id, out _);
            cancellation.Dispose();
            _running.TryRemove(frame.Id, out _);
        }
    }

    private async Task TryAnswerAsync(Frame frame, CancellationToken cancellationToken)
    {
        RecognitionResult result;
        try
        {
            var recognizer = Volatile.Read(ref _recognizer) ?? throw new InvalidOperationException("A request came before the recognizer was loaded.");
            result = await recognizer.RecognizeAsync(RecognizeRequest.ToUtterance(frame), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await _channel.WriteAsync(FrameKind.Cancelled, frame.Id).ConfigureAwait(false);
            return;
        }
#pragma warning disable CA1031 // Whatever one request throws is its own answer; the worker goes on.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            await _channel.WriteAsync(FrameKind.Fault, frame.Id, Serialize(fault)).ConfigureAwait(false);
            return;
        }

        await _channel.WriteAsync(FrameKind.Result, frame.Id, JsonSerializer.SerializeToUtf8Bytes(result, _json!.RecognitionResult)).ConfigureAwait(false);
    }

    private static async Task CancelAsync(CancellationTokenSource cancellation)
    {
        try
        {
            await cancellation.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // Answered in the meantime.
        }
    }

    private static byte[] Serialize(Exception fault) => JsonSerializer.SerializeToUtf8Bytes(FaultCodec.ToMessage(fault), WireJson.Plain.FaultMessage);
}
