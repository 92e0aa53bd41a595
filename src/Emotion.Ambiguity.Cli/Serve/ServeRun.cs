using System.Net;
using Emotion.Ambiguity.Isolation;
using Emotion.Ambiguity.Recognition;
using Microsoft.Extensions.Logging;

namespace Emotion.Ambiguity.Cli.Serve;

/// <summary>Loads the models, and answers until it is stopped.</summary>
internal static class ServeRun
{
    public static async Task<int> RunAsync(ServeSettings settings, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var address = Address(settings);
        var loader = Loader(settings.Recognition);
        var options = await loader.ReadOptionsAsync(cancellationToken).ConfigureAwait(false);
        HttpServer.Check(settings.Limits);
        using var log = HttpServer.CreateLog();
        var recognizer = settings.Worker is { } worker
            ? await StartWorkerAsync(worker, log, error, cancellationToken).ConfigureAwait(false)
            : (IAmbiguousEmotionRecognizer)await loader.LoadAsync(options, cancellationToken).ConfigureAwait(false);
        await using (recognizer.ConfigureAwait(false)) await HttpServer.RunAsync(address, settings.Limits, recognizer, output, error, cancellationToken).ConfigureAwait(false);
        return ExitCode.Success;
    }

    /// <summary>What will be asked is not known yet, so everything is loaded that sound needs.</summary>
    public static RecognizerLoader Loader(RecognitionSettings settings) => new(settings, [Utterance.FromStream(Stream.Null)]);

    private static async Task<IsolatedRecognizer> StartWorkerAsync(WorkerCommand worker, ILoggerFactory log, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            // The most there can be: what may be sent is the server's own limit.
            var options = new IsolatedRecognizerOptions { Command = worker, MaxClipBytes = 1 << 30 };
            var recognizer = await IsolatedRecognizer.StartAsync(options, log.CreateLogger<IsolatedRecognizer>(), cancellationToken).ConfigureAwait(false);
            await error.WriteLineAsync($"The engines run in process {recognizer.WorkerProcessId}.").ConfigureAwait(false);
            return recognizer;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            throw new UsageException(fault.Message, fault);
        }
    }

    private static IPEndPoint Address(ServeSettings settings)
    {
        if (settings.Port is < 0 or > 65_535) throw new UsageException($"--port must be from 0 to 65535 but is {settings.Port}.");
        if (string.Equals(settings.Host, "localhost", StringComparison.OrdinalIgnoreCase)) return new IPEndPoint(IPAddress.Loopback, settings.Port);
        return IPAddress.TryParse(settings.Host, out var address)
            ? new IPEndPoint(address, settings.Port)
            : throw new UsageException($"--host: \"{settings.Host}\" is no address. Use 127.0.0.1 (this machine alone), 0.0.0.0 (all networks), or the address of one network.");
    }
}
