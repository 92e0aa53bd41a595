using System.Net;
using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Cli.Recognize;
using Emotion.Ambiguity.Extraction.Probes;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli.Serve;

/// <summary>Loads the models, and answers until it is stopped.</summary>
internal static class ServeRun
{
    public static async Task<int> RunAsync(ServeSettings settings, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var address = Address(settings);
        var options = await OptionsAsync(settings, cancellationToken).ConfigureAwait(false);
        HttpServer.Check(settings.Limits);
        var recognizer = await LoadAsync(settings, options, cancellationToken).ConfigureAwait(false);
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

    private static async Task<RecognizerOptions> OptionsAsync(ServeSettings settings, CancellationToken cancellationToken)
    {
        var calibration = settings.Calibration is { } file ? await CalibrationProfile.LoadAsync(file, cancellationToken).ConfigureAwait(false) : null;
        var probe = settings.Probe is { } probeFile ? await LinearProbe.LoadAsync(probeFile, cancellationToken).ConfigureAwait(false) : null;
        return new RecognizerOptions
        {
            Taxonomy = probe is not null && settings.TaxonomyIsDefault ? probe.Taxonomy : Parsing.Taxonomy(settings.Taxonomy),
            Prompt = Parsing.Prompt(settings.Prompt),
            Input = settings.Input,
            Extractors = ExtractorNames.Create(settings.Extractors, probe),
            MaxOutputTokens = settings.Compute.MaxOutputTokens,
            Calibration = calibration,
        };
    }

    private static async Task<AmbiguousEmotionRecognizer> LoadAsync(ServeSettings settings, RecognizerOptions options, CancellationToken cancellationToken)
    {
        // What will be asked is not known yet, so everything is loaded that sound needs.
        var files = EngineChoice.Files(settings.Model, settings.Input, [Utterance.FromStream(Stream.Null)], settings.Compute);
        try
        {
            return await EngineSet.LoadRecognizerAsync(files, settings.Compute.Engines, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            throw new UsageException(fault.Message, fault);
        }
    }
}
