namespace Emotion.Ambiguity.Isolation;

/// <summary>How an <see cref="IsolatedRecognizer"/> keeps its worker process. Immutable and thread-safe.</summary>
public sealed record IsolatedRecognizerOptions
{
    /// <summary>What is started. Null, the default, for the program that runs now, without arguments.</summary>
    public WorkerCommand? Command { get; init; }

    /// <summary>How long a worker may take until it is ready, its models loaded. Above zero. The default is 5 minutes.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a request may take, from when it is sent; then the worker counts as hung and is ended with all that it computes. Above zero, or
    /// <see cref="Timeout.InfiniteTimeSpan"/> for no limit. The default is 10 minutes.
    /// </summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a worker may give no sign of life; it is asked for one ten times as often. A quarter of a second or longer. The default is 30 seconds.</summary>
    public TimeSpan UnresponsiveAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait before a new worker is started; doubled for each that ended without an answer before, up to 30 seconds. At least zero. The default is 0.1 seconds.</summary>
    public TimeSpan RestartDelay { get; init; } = TimeSpan.FromSeconds(0.1);

    /// <summary>
    /// How many workers in a row may end without one answer between, before the recognizer gives up: all requests then fail with
    /// <see cref="EngineCrashKind.CrashLoop"/>. At least 1. The default is 5.
    /// </summary>
    public int MaxFailuresInARow { get; init; } = 5;

    /// <summary>How long a worker may take to end when the recognizer is disposed; then it is killed. At least zero. The default is 5 seconds.</summary>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Utterances of <see cref="Recognition.IAmbiguousEmotionRecognizer.RecognizeManyAsync"/> that are under way at once. At least 1. The default is 16.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>The most bytes of sound of one utterance that is sent in memory (samples, or a stream; files are opened by the worker). 1 to 1 GiB. The default is 512 MiB.</summary>
    public int MaxClipBytes { get; init; } = 512 << 20;

    internal static TimeSpan MaxRestartDelay => TimeSpan.FromSeconds(30);

    internal void Validate()
    {
        if (Faults() is { Count: > 0 } faults) throw new ArgumentException($"{nameof(IsolatedRecognizerOptions)}: {string.Join(" ", faults)}", "options");
    }

    internal List<string> Faults()
    {
        var faults = new List<string>();
        if (Command is not null && string.IsNullOrWhiteSpace(Command.FileName)) faults.Add("Command.FileName is empty.");
        if (StartTimeout <= TimeSpan.Zero) faults.Add($"StartTimeout must be above zero but is {StartTimeout}.");
        if (RequestTimeout <= TimeSpan.Zero && RequestTimeout != Timeout.InfiniteTimeSpan) faults.Add($"RequestTimeout must be above zero or infinite but is {RequestTimeout}.");
        if (UnresponsiveAfter < TimeSpan.FromSeconds(0.25)) faults.Add($"UnresponsiveAfter must be at least 0.25 seconds but is {UnresponsiveAfter}.");
        if (RestartDelay < TimeSpan.Zero) faults.Add($"RestartDelay must be at least zero but is {RestartDelay}.");
        if (MaxFailuresInARow < 1) faults.Add($"MaxFailuresInARow must be at least 1 but is {MaxFailuresInARow}.");
        if (ShutdownGrace < TimeSpan.Zero) faults.Add($"ShutdownGrace must be at least zero but is {ShutdownGrace}.");
        if (Concurrency < 1) faults.Add($"Concurrency must be at least 1 but is {Concurrency}.");
        if (MaxClipBytes is < 1 or > 1 << 30) faults.Add($"MaxClipBytes must be from 1 to {1 << 30} but is {MaxClipBytes}.");
        return faults;
    }
}
