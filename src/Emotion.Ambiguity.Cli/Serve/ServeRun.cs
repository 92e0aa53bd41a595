using System.Net;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli.Serve;

/// <summary>Loads the models, and answers until it is stopped.</summary>
internal static class ServeRun
{
    public static async Task<int> RunAsync(ServeSettings settings, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var address = Address(settings);

        // What will be asked is not known yet, so everything is loaded that sound needs.
        var loader = new RecognizerLoader(settings.Recognition, [Utterance.FromStream(Stream.Null)]);
        var options = await loader.ReadOptionsAsync(cancellationToken).ConfigureAwait(false);
        HttpServer.Check(settings.Limits);
        var recognizer = await loader.LoadAsync(options, cancellationToken).ConfigureAwait(false);
        await using (recognizer.ConfigureAwait(false)) await HttpServer.RunAsync(address, settings.Limits, recognizer, output, error, cancellationToken).ConfigureAwait(false);
        return ExitCode.Success;
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
