namespace Emotion.Ambiguity.Isolation.Supervision;

/// <summary>How a worker was lost. Each request that it took along gets an error of its own, because errors carry their own stack trace.</summary>
/// <param name="Kind">How.</param>
/// <param name="Reason">What happened, a sentence.</param>
/// <param name="ExitCode">The process's exit code; null where it never ran or does not tell.</param>
/// <param name="LastOutput">The last lines that it wrote.</param>
/// <param name="Inner">What caused it, if anything.</param>
internal sealed record WorkerLoss(EngineCrashKind Kind, string Reason, int? ExitCode, string LastOutput, Exception? Inner)
{
    public EngineCrashedException ToException(string remedy) => new(Kind, Reason, remedy, ExitCode, LastOutput, Inner);
}
