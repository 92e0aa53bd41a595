using System.CommandLine;
using Emotion.Ambiguity.Isolation;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli.Serve;

/// <summary>What serve --isolated starts: the engines, without a server. Nobody types it, so it is in no help and no completion.</summary>
internal static class ServeWorkerCommand
{
    public const string Name = "serve-worker";

    public static Command Create()
    {
        var recognition = new RecognitionOptions();
        var command = new Command(Name, "Runs the engines of serve --isolated.") { Hidden = true };
        recognition.AddTo(command);

        // When it ends is the server's decision: a signal to the whole group must not take the engines from requests that are still answered.
        command.SetAction((parsed, _) => RunAsync(recognition.Read(parsed)));
        return command;
    }

    private static async Task<int> RunAsync(RecognitionSettings settings)
    {
        var loader = ServeRun.Loader(settings);
        return await IsolatedWorker.RunIfWorkerAsync(cancellationToken => LoadAsync(loader, cancellationToken), CancellationToken.None).ConfigureAwait(false)
            ? ExitCode.Success
            : throw new UsageException($"{Name} is started by serve --isolated. Use that.");
    }

    private static async Task<AmbiguousEmotionRecognizer> LoadAsync(RecognizerLoader loader, CancellationToken cancellationToken)
    {
        try
        {
            return await loader.LoadAsync(await loader.ReadOptionsAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (UsageException fault)
        {
            // A kind of error that the server knows again.
            throw new ArgumentException(fault.Message, fault);
        }
    }
}
