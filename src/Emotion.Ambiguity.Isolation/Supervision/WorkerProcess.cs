using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Security.Cryptography;
using Emotion.Ambiguity.Isolation.Protocol;
using Microsoft.Extensions.Logging;

namespace Emotion.Ambiguity.Isolation.Supervision;

/// <summary>A process, the pipe to it, and what it writes.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    /// <summary>How long to wait for the last lines of a process that has ended: what it started itself may hold its streams open.</summary>
    private static readonly TimeSpan LastLinesTimeout = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly WorkerOutput _output;
    private readonly Task _reading;
    private readonly Lock _killing = new();
    private int _disposed;
    private (EngineCrashKind Kind, string Reason)? _killed;

    private WorkerProcess(Process process, FrameChannel channel, WorkerOutput output)
    {
        (_process, Channel, _output) = (process, channel, output);
        Id = process.Id;
        process.StandardInput.Close();
        _reading = Task.WhenAll(output.ReadAsync(process.StandardOutput), output.ReadAsync(process.StandardError));
    }

    public int Id { get; }

    public FrameChannel Channel { get; }

    /// <summary>Starts the process. The pipe is not connected yet.</summary>
    /// <exception cref="EngineCrashedException">The program cannot be started.</exception>
    public static async Task<WorkerProcess> StartAsync(WorkerCommand command, ILogger logger, TimeSpan timeout, CancellationToken cancellationToken)
    {
        // A pipe of its own, not standard output: natives write there what they like. Short, because a socket's path has about a hundred characters.
        var name = "ea-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        var pipe = new NamedPipeServerStream(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        WorkerProcess? worker = null;
        try
        {
            worker = new WorkerProcess(Start(command, name), new FrameChannel(pipe), new WorkerOutput(logger));
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var connecting = pipe.WaitForConnectionAsync(stop.Token);
            var ended = worker._process.WaitForExitAsync(stop.Token);
            var first = await Task.WhenAny(connecting, ended, Task.Delay(timeout, stop.Token)).ConfigureAwait(false);
            await stop.CancelAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (first != connecting && !connecting.IsCompletedSuccessfully)
            {
                if (first != ended) worker.Kill(EngineCrashKind.StartTimeout, $"It did not call {nameof(IsolatedWorker)}.{nameof(IsolatedWorker.RunIfWorkerAsync)} within {timeout.TotalSeconds} s and was ended.");
                var loss = await worker.EndAsync($"It ended before it called {nameof(IsolatedWorker)}.{nameof(IsolatedWorker.RunIfWorkerAsync)}, with", null).ConfigureAwait(false);
                throw loss.ToException($"Call it first in Main of {command.FileName}, and see that the program starts by itself.");
            }

            await connecting.ConfigureAwait(false);
            return worker;
        }
        catch
        {
            if (worker is not null) await worker.DisposeAsync().ConfigureAwait(false);
            await pipe.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends the process at once. The first reason counts.</summary>
    public void Kill(EngineCrashKind kind, string reason)
    {
        lock (_killing) _killed ??= (kind, reason);
        Kill();
    }

    /// <summary>Ends the process at once, where it has not ended.</summary>
    public void Kill()
    {
        try
        {
            if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        }
        catch (Exception ended) when (ended is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended in the meantime.
        }
    }

    /// <summary>Whether the process ends by itself within a time.</summary>
    public async Task<bool> EndsWithinAsync(TimeSpan time)
    {
        using var limit = new CancellationTokenSource(time);
        await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _process.HasExited;
    }

    /// <summary>Waits until the process has ended.</summary>
    public Task WaitAsync() => _process.WaitForExitAsync();

    /// <summary>Sees to it that the process has ended, and says how.</summary>
    /// <param name="reason">What happened, to be read before the exit code, where nobody here ended it.</param>
    /// <param name="inner">What was seen of it.</param>
    public async Task<WorkerLoss> EndAsync(string reason, Exception? inner)
    {
        // A pipe that ends means that the process does; one that lives on without a pipe is of no use.
        if (!await EndsWithinAsync(TimeSpan.FromSeconds(2)).ConfigureAwait(false)) Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
        await _reading.WaitAsync(LastLinesTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var code = _process.ExitCode;
        var last = _output.Last;
        lock (_killing)
        {
            return _killed is { } killed
                ? new WorkerLoss(killed.Kind, killed.Reason, code, last, inner)
                : new WorkerLoss(inner is InvalidDataException ? EngineCrashKind.ProtocolFault : EngineCrashKind.Ended, $"{reason} {ExitCodes.Describe(code)}.", code, last, inner);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        Kill();
        await Channel.DisposeAsync().ConfigureAwait(false);
        await _process.WaitForExitAsync().ConfigureAwait(false);
        await _reading.WaitAsync(LastLinesTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Dispose();
    }

    private static Process Start(WorkerCommand command, string pipe)
    {
        try
        {
            return Process.Start(command.ToStartInfo(pipe)) ?? throw new InvalidOperationException("The system started no process.");
        }
        catch (Exception fault) when (fault is Win32Exception or InvalidOperationException or IOException)
        {
            throw new EngineCrashedException(EngineCrashKind.Ended, $"{command.FileName} cannot be started: {fault.Message}.", $"Check {nameof(IsolatedRecognizerOptions)}.{nameof(IsolatedRecognizerOptions.Command)}.", null, "", fault);
        }
    }
}
