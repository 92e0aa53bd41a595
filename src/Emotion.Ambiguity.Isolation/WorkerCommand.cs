using System.Collections.Immutable;
using System.Diagnostics;

namespace Emotion.Ambiguity.Isolation;

/// <summary>How a worker process is started. Its program calls <see cref="IsolatedWorker.RunIfWorkerAsync"/> first of all. Immutable and thread-safe.</summary>
public sealed record WorkerCommand
{
    /// <summary>The program, a path or a name that the system finds.</summary>
    public required string FileName { get; init; }

    /// <summary>Its arguments, each as it is; nothing is quoted or split. The default is none.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Environment variables beside those of this process; null removes one. The default is none.</summary>
    public ImmutableDictionary<string, string?> Environment { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>The worker's current folder; null, the default, for this process's. Paths of utterances are made absolute before they are sent.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The program that runs now, once more.</summary>
    /// <param name="arguments">What to give it, so that it can tell which recognizer to make; none by default.</param>
    /// <returns>The command.</returns>
    /// <exception cref="InvalidOperationException">The system does not say which program this is; name one in <see cref="FileName"/>.</exception>
    public static WorkerCommand ThisProgram(params IEnumerable<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var program = System.Environment.ProcessPath ?? throw new InvalidOperationException("The system does not say which program runs; name the worker's program in WorkerCommand.FileName.");

        // Under "dotnet program.dll" the process is dotnet, and the program its first argument.
        var isHost = string.Equals(Path.GetFileNameWithoutExtension(program), "dotnet", StringComparison.OrdinalIgnoreCase);
        return new WorkerCommand { FileName = program, Arguments = isHost ? [System.Environment.GetCommandLineArgs()[0], .. arguments] : [.. arguments] };
    }

    internal ProcessStartInfo ToStartInfo(string pipe)
    {
        var start = new ProcessStartInfo(FileName, Arguments.IsDefault ? [] : Arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = WorkingDirectory ?? "",
        };
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        start.Environment[IsolatedWorker.PipeVariable] = pipe;
        return start;
    }
}
