namespace Emotion.Ambiguity.Isolation;

/// <summary>How a worker process was lost.</summary>
public enum EngineCrashKind
{
    /// <summary>It ended by itself: a native abort, out of memory, a signal from outside.</summary>
    Ended,

    /// <summary>It gave no sign of life for <see cref="IsolatedRecognizerOptions.UnresponsiveAfter"/>, and was ended.</summary>
    Unresponsive,

    /// <summary>A request took longer than <see cref="IsolatedRecognizerOptions.RequestTimeout"/>, and the worker was ended.</summary>
    RequestTimeout,

    /// <summary>It did not become ready within <see cref="IsolatedRecognizerOptions.StartTimeout"/>, and was ended.</summary>
    StartTimeout,

    /// <summary>It sent what is no message of this version.</summary>
    ProtocolFault,

    /// <summary>Workers ended again and again without an answer between; no other is started.</summary>
    CrashLoop,
}
