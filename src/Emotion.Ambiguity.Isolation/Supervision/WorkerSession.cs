using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Isolation.Protocol;
using Emotion.Ambiguity.Recognition;
using Microsoft.Extensions.Logging;

namespace Emotion.Ambiguity.Isolation.Supervision;

/// <summary>One worker from ready to lost, with the requests that it has. Thread-safe.</summary>
internal sealed class WorkerSession : IAsyncDisposable
{
    private const string TryAgain = "Recognise the utterance again: a new worker is started. If the same utterance ends every worker, it is the cause.";

    private readonly WorkerProcess _worker;
    private readonly IsolatedRecognizerOptions _options;
    private readonly WireJson _json;
    private readonly Dictionary<long, PendingRequest> _pending = [];
    private readonly CancellationTokenSource _over = new();
    private long _lastId;
    private long _lastSign = Stopwatch.GetTimestamp();
    private int _answered;
    private bool _closed;
    private bool _disposing;

    private WorkerSession(WorkerProcess worker, IsolatedRecognizerOptions options, EmotionTaxonomy taxonomy)
    {
        (_worker, _options, Taxonomy) = (worker, options, taxonomy);
        _json = WireJson.For(taxonomy);
        Lost = RunAsync();
    }

    public EmotionTaxonomy Taxonomy { get; }

    public int ProcessId => _worker.Id;

    /// <summary>Ends when the process is gone and every request that it had has failed.</summary>
    public Task<WorkerLoss> Lost { get; }

    /// <summary>Whether it answered anything, be it by an error of the request.</summary>
    public bool HasAnswered => Volatile.Read(ref _answered) != 0;

    /// <summary>Starts a worker and waits until it is ready.</summary>
    /// <exception cref="EngineCrashedException">It was lost before.</exception>
    /// <exception cref="EmotionAmbiguityException">It could not load its recognizer; other types of errors, too, as the program's function throws them.</exception>
    public static async Task<WorkerSession> StartAsync(IsolatedRecognizerOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.StartTimeout);
        var worker = await WorkerProcess.StartAsync(options.Command!, logger, options.StartTimeout, cancellationToken).ConfigureAwait(false);
        try
        {
            return new WorkerSession(worker, options, await ReadReadyAsync(worker, options, limit.Token, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await worker.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Sends a request.</summary>
    /// <returns>False where the worker was lost before anything was sent, so that another one can have it.</returns>
    public bool TryStart(RecognizeRequest request, CancellationToken cancellationToken, [NotNullWhen(true)] out Task<RecognitionResult>? answer)
    {
        answer = null;
        PendingRequest pending;
        lock (_pending)
        {
            if (_closed) return false;
            pending = new PendingRequest(++_lastId);
            _pending.Add(pending.Id, pending);
        }

        pending.Watch(
            _options.RequestTimeout,
            () => _worker.Kill(EngineCrashKind.RequestTimeout, $"A request took longer than {_options.RequestTimeout}, so the worker counted as hung and was ended."),
            () => _ = SendAsync(FrameKind.Cancel, pending.Id, null),
            cancellationToken);
        _ = SendAsync(FrameKind.Recognize, pending.Id, request);
        answer = pending.Answer;
        return true;
    }

    /// <summary>Asks the worker to end, waits for it as long as the options say, and ends it. Requests under way end as disposed.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_pending) _disposing = true;
        await SendAsync(FrameKind.Shutdown, 0, null).WaitAsync(_options.ShutdownGrace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _worker.EndsWithinAsync(_options.ShutdownGrace).ConfigureAwait(false);
        await FreeAsync().ConfigureAwait(false);
    }

    /// <summary>Frees a session whose worker was lost.</summary>
    public async Task FreeAsync()
    {
        _worker.Kill();
        await Lost.ConfigureAwait(false);
        await _worker.DisposeAsync().ConfigureAwait(false);
        _over.Dispose();
    }

    private static async Task<EmotionTaxonomy> ReadReadyAsync(WorkerProcess worker, IsolatedRecognizerOptions options, CancellationToken limit, CancellationToken cancellationToken)
    {
        Exception? seen = null;
        try
        {
            while (await worker.Channel.ReadAsync(limit).ConfigureAwait(false) is { } frame)
            {
                if (frame.Kind == FrameKind.LoadFailed) throw FaultCodec.ToException(JsonSerializer.Deserialize(frame.Json, WireJson.Plain.FaultMessage)!);
                if (frame.Kind == FrameKind.Ready) return ReadTaxonomy(frame.Json);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            worker.Kill(EngineCrashKind.StartTimeout, $"It was not ready within {options.StartTimeout} and was ended.");
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or JsonException)
        {
            seen = fault;
        }

        var loss = await worker.EndAsync("It ended while it loaded its recognizer, with", seen).ConfigureAwait(false);
        throw loss.ToException("Load the same models in a program of your own to see more, and check that they fit into memory.");
    }

    private static EmotionTaxonomy ReadTaxonomy(byte[] json)
    {
        var ready = JsonSerializer.Deserialize(json, WireJson.Plain.ReadyMessage)!;
        return ready.Version == ReadyMessage.CurrentVersion
            ? ready.ToTaxonomy()
            : throw new InvalidDataException($"The worker speaks version {ready.Version} of the protocol, this program version {ReadyMessage.CurrentVersion}; use the same version of Emotion.Ambiguity.Isolation in both.");
    }

    private static ObjectDisposedException Disposed() => new(typeof(IsolatedRecognizer).FullName);

    private async Task<WorkerLoss> RunAsync()
    {
        await Task.Yield();
        var asking = AskForSignsAsync();
        var reading = ReadAsync();
        var ended = _worker.WaitAsync();
        await Task.WhenAny(reading, ended).ConfigureAwait(false);

        // What it sent before it ended is read to its end: no result is lost that was computed.
        if (!reading.IsCompleted) await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(2))).ConfigureAwait(false);
        var seen = reading.IsCompleted ? await reading.ConfigureAwait(false) : null;
        PendingRequest[] left;
        lock (_pending)
        {
            _closed = true;
            left = [.. _pending.Values];
            _pending.Clear();
        }

        await _over.CancelAsync().ConfigureAwait(false);
        var loss = await _worker.EndAsync(left.Length == 0 ? "It ended with" : $"It ended with {left.Length} requests under way, with", seen).ConfigureAwait(false);
        foreach (var pending in left)
        {
            pending.Fail(Volatile.Read(ref _disposing) ? Disposed() : loss.ToException(TryAgain));
            pending.Dispose();
        }

        await _worker.Channel.DisposeAsync().ConfigureAwait(false);
        await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return loss;
    }

    /// <summary>Reads answers until the pipe ends.</summary>
    /// <returns>Why it ended; null where the worker closed it between two frames.</returns>
    private async Task<Exception?> ReadAsync()
    {
        try
        {
            while (await _worker.Channel.ReadAsync(CancellationToken.None).ConfigureAwait(false) is { } frame)
            {
                Volatile.Write(ref _lastSign, Stopwatch.GetTimestamp());
                if (frame.Kind is FrameKind.Result or FrameKind.Fault or FrameKind.Cancelled) Answer(frame);
            }

            return null;
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            return fault;
        }
        catch (InvalidDataException fault)
        {
            _worker.Kill(EngineCrashKind.ProtocolFault, fault.Message);
            return fault;
        }
    }

    private void Answer(Frame frame)
    {
        PendingRequest? pending;
        lock (_pending)
        {
            if (!_pending.Remove(frame.Id, out pending)) return;
        }

        Volatile.Write(ref _answered, 1);
        pending.Dispose();
        try
        {
            if (frame.Kind == FrameKind.Result) pending.Succeed(JsonSerializer.Deserialize(frame.Json, _json.RecognitionResult)!);
            else if (Volatile.Read(ref _disposing)) pending.Fail(Disposed());
            else if (frame.Kind == FrameKind.Fault) pending.Fail(FaultCodec.ToException(JsonSerializer.Deserialize(frame.Json, WireJson.Plain.FaultMessage)!));
            else pending.Fail(new InferenceException("The worker process", "It cancelled a request that nobody cancelled.", "Recognise the utterance again."));
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            pending.Fail(new InferenceException("The worker process", $"Its answer cannot be read: {fault.Message}", "Use the same version of Emotion.Ambiguity in the worker's program as here.", fault));
        }
    }

    /// <summary>Asks for signs of life, and ends a worker that gives none.</summary>
    private async Task AskForSignsAsync()
    {
        while (true)
        {
            await Task.Delay(_options.UnresponsiveAfter / 10, _over.Token).ConfigureAwait(false);
            if (Stopwatch.GetElapsedTime(Volatile.Read(ref _lastSign)) > _options.UnresponsiveAfter)
            {
                _worker.Kill(EngineCrashKind.Unresponsive, $"It gave no sign of life for {_options.UnresponsiveAfter} and was ended.");
                return;
            }

            // Not waited for: a worker that does not read would stop this loop, too.
            _ = SendAsync(FrameKind.Ping, 0, null);
        }
    }

    private async Task SendAsync(FrameKind kind, long id, RecognizeRequest? request)
    {
        try
        {
            if (request is null) await _worker.Channel.WriteAsync(kind, id).ConfigureAwait(false);
            else await _worker.Channel.WriteAsync(kind, id, request.Json, request.Wav, request.Samples).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The reading side sees it, and fails what is pending.
        }
    }
}
