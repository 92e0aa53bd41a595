using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>Where a library's log lines go. It has one callback per process, so each thread names its log while it calls in.</summary>
internal sealed class NativeLog(ILogger logger, string engine = "llama.cpp")
{
    private const int KeptLines = 8;

    /// <summary>Set only while this thread is inside a call; lines of threads without a log are dropped, never printed.</summary>
    [ThreadStatic]
    private static NativeLog? _current;

    private readonly StringBuilder _line = new();
    private readonly Queue<string> _problems = new();
    private LogLevel _level = LogLevel.Information;

    /// <summary>The last warnings and errors, oldest first.</summary>
    public string Problems
    {
        get
        {
            lock (_problems) return string.Join(" | ", _problems);
        }
    }

    /// <summary>Routes all of the library's log lines to the log of the calling thread.</summary>
    public static unsafe void Install() => NativeMethods.SetLog(&OnLine, 0);

    /// <summary>The same for mtmd, which has a llama.cpp and a log of its own.</summary>
    public static unsafe void InstallMtmd()
    {
        MtmdMethods.SetLog(&OnLine, 0);
        MtmdMethods.SetEngineLog(&OnLine, 0);
    }

    /// <summary>Makes this the log of the calling thread until the scope ends.</summary>
    public Scope Enter()
    {
        var scope = new Scope(_current);
        _current = this;
        return scope;
    }

    public void ForgetProblems()
    {
        lock (_problems) _problems.Clear();
    }

    [UnmanagedCallersOnly]
    private static unsafe void OnLine(int level, byte* text, nint userData)
    {
        try
        {
            _current?.Append(level, text);
        }
#pragma warning disable CA1031 // An exception must not run into native frames; a lost log line is the lesser harm.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private static LogLevel ToLevel(int level) => level switch
    {
        1 => LogLevel.Debug,
        3 => LogLevel.Warning,
        4 => LogLevel.Error,
        _ => LogLevel.Debug, // what llama.cpp calls information is what a developer of it wants to see
    };

    private unsafe void Append(int level, byte* text)
    {
        const int Continuation = 5;
        if (level != Continuation) _level = ToLevel(level);
        if (_level < LogLevel.Warning && !logger.IsEnabled(_level)) return;
        lock (_problems)
        {
            _line.Append(NativeText.Read(text));
            if (_line.Length == 0 || _line[^1] != '\n') return;
            var line = _line.ToString().Trim();
            _line.Clear();
            if (line.Length > 0) Write(line);
        }
    }

    private void Write(string line)
    {
        if (_level >= LogLevel.Warning)
        {
            _problems.Enqueue(line);
            if (_problems.Count > KeptLines) _problems.Dequeue();
        }

        logger.Log(_level, "{Engine}: {Line}", engine, line);
    }

    /// <summary>Gives the thread its former log back.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly ref struct Scope(NativeLog? former)
    {
        public void Dispose() => _current = former;
    }
}
