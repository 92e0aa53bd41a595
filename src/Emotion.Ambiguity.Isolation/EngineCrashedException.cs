namespace Emotion.Ambiguity.Isolation;

/// <summary>The worker process that computed a request was lost. Requests that come later go to a new worker, unless <see cref="Kind"/> is a crash loop.</summary>
public sealed class EngineCrashedException : EmotionAmbiguityException
{
    /// <summary>Creates the error.</summary>
    /// <param name="kind">How the worker was lost.</param>
    /// <param name="reason">What happened, a sentence.</param>
    /// <param name="remedy">What to do, a sentence.</param>
    /// <param name="exitCode">The process's exit code; on Unix 128 and the signal's number where a signal ended it. Null where it never ran.</param>
    /// <param name="lastOutput">The last lines that it wrote to standard output and standard error; empty where it wrote none.</param>
    /// <param name="inner">What caused it, if anything.</param>
    public EngineCrashedException(EngineCrashKind kind, string reason, string remedy, int? exitCode, string lastOutput, Exception? inner = null)
        : base(Describe(reason, remedy, lastOutput), inner)
        => (Kind, Reason, Remedy, ExitCode, LastOutput) = (kind, reason, remedy, exitCode, lastOutput);

    /// <summary>How the worker was lost.</summary>
    public EngineCrashKind Kind { get; }

    /// <summary>What happened.</summary>
    public string Reason { get; }

    /// <summary>What to do.</summary>
    public string Remedy { get; }

    /// <summary>The process's exit code; on Unix 128 and the signal's number where a signal ended it (134: abort, 137: killed, 139: bad memory access). Null where it never ran.</summary>
    public int? ExitCode { get; }

    /// <summary>The last lines that it wrote to standard output and standard error; empty where it wrote none.</summary>
    public string LastOutput { get; }

    private static string Describe(string reason, string remedy, string lastOutput) =>
        $"The engine's worker process failed: {reason} {remedy}{(lastOutput.Length == 0 ? "" : $" The last that it wrote:\n{lastOutput}")}";
}
