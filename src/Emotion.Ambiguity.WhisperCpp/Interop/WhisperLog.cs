using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Emotion.Ambiguity.WhisperCpp.Interop;

/// <summary>Hands whisper.cpp's messages to the logger of the call that caused them, and never prints.</summary>
/// <remarks>
/// whisper.cpp has one log callback for the process, while loggers belong to instances. It speaks on the thread that called it,
/// so a thread-local says whose message it is; messages of any other thread are dropped.
/// </remarks>
internal readonly ref struct WhisperLog
{
    private const int WarnLevel = 3;
    private const int ErrorLevel = 4;

    [ThreadStatic]
    private static ILogger? t_logger; // thread-static and scoped by this ref struct: no state outlives a call

    private readonly ILogger? _previous;

    private WhisperLog(ILogger? previous) => _previous = previous;

    /// <summary>Sends this thread's messages to a logger until the scope is disposed.</summary>
    internal static WhisperLog Use(ILogger? logger)
    {
        var previous = t_logger;
        t_logger = logger;
        return new WhisperLog(previous);
    }

    public void Dispose() => t_logger = _previous;

    internal static unsafe void Install() => WhisperNative.SetLog(&Write, null);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe void Write(int level, byte* text, void* data)
    {
        try
        {
            if (t_logger is not { } logger || text is null) return;
            // The engine's chatter is of use to somebody who debugs it only. Failures also reach the caller as exceptions.
            var logLevel = level is WarnLevel or ErrorLevel ? LogLevel.Warning : LogLevel.Debug;
            if (!logger.IsEnabled(logLevel)) return;
            var message = WhisperNative.Text(text).TrimEnd();
            if (message.Length > 0) logger.Log(logLevel, "whisper.cpp: {Message}", message);
        }
#pragma warning disable CA1031 // a logger's exception must not cross native frames
        catch (Exception)
#pragma warning restore CA1031
        {
            // Nobody is left to tell.
        }
    }
}
