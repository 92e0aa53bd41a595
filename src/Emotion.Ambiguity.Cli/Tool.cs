using System.CommandLine;
using Emotion.Ambiguity.Cli.Compare;
using Emotion.Ambiguity.Cli.Completion;
using Emotion.Ambiguity.Cli.Evaluate;
using Emotion.Ambiguity.Cli.Info;
using Emotion.Ambiguity.Cli.Models;
using Emotion.Ambiguity.Cli.Recognize;
using Emotion.Ambiguity.Cli.Serve;
using Emotion.Ambiguity.Cli.TrainProbe;
using Emotion.Ambiguity.Evaluation.Predictions;
using Emotion.Ambiguity.Isolation;

namespace Emotion.Ambiguity.Cli;

/// <summary>The tool as a function of its arguments, so that tests can run it in their own process.</summary>
internal static class Tool
{
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var root = new RootCommand("How would listeners vote on the emotion of this clip? Recognises speech and text as a distribution over emotions.")
        {
            RecognizeCommand.Create(output, error),
            EvaluateCommand.Create(output, error),
            CompareCommand.Create(output, error),
            TrainProbeCommand.Create(output, error),
            ModelsCommand.Create(output, error),
            ServeCommand.Create(output, error),
            ServeWorkerCommand.Create(),
            InfoCommand.Create(output),
            CompletionCommand.Create(output),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var fault in parsed.Errors) await error.WriteLineAsync(fault.Message).ConfigureAwait(false);
            await error.WriteLineAsync("Try: emotion-ambiguity --help").ConfigureAwait(false);
            return ExitCode.Usage;
        }

        try
        {
            // Signals are the program's (Program.cs): the parser's own handler would end the process after two seconds, whatever is still being written.
            var configuration = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped.").ConfigureAwait(false);
            return ExitCode.Interrupted;
        }
        catch (UsageException fault)
        {
            await error.WriteLineAsync(fault.Message).ConfigureAwait(false);
            return ExitCode.Usage;
        }
        catch (Exception fault) when (fault is ModelLoadException or NativeLibraryException or CalibrationFormatException or ProbeFormatException or EngineCrashedException)
        {
            await error.WriteLineAsync(fault.Message).ConfigureAwait(false);
            return ExitCode.CannotLoad;
        }
        catch (PredictionException fault)
        {
            await error.WriteLineAsync(fault.Message).ConfigureAwait(false);
            return ExitCode.SomeInputsFailed;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"Not everything could be written or read: {fault.Message}").ConfigureAwait(false);
            return ExitCode.CannotWrite;
        }
    }
}
