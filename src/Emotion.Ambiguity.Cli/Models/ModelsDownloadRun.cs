using Emotion.Ambiguity.Cli.Progress;
using Emotion.Ambiguity.Models;

namespace Emotion.Ambiguity.Cli.Models;

/// <summary>Downloads the models that are asked for, one after another.</summary>
internal static class ModelsDownloadRun
{
    public static async Task<int> RunAsync(ModelsDownloadSettings settings, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var entries = settings.Names.Select(ModelNames.Entry).Distinct().Select(e => Pinned(e, settings.Sha256)).ToList();
        if (settings.Sha256 is not null && entries.Count > 1) throw new UsageException("--sha256 goes with one name only.");
        using var downloader = Create(settings);
        using var progress = new ProgressLine(error, ProgressUnit.Bytes);
        var failed = 0;
        foreach (var entry in entries)
        {
            try
            {
                await OneAsync(downloader, entry, settings, progress, output, error, cancellationToken).ConfigureAwait(false);
            }
            catch (ModelDownloadException fault)
            {
                failed++;
                progress.Hide();
                await error.WriteLineAsync(fault.Message).ConfigureAwait(false);
            }
        }

        return failed > 0 ? ExitCode.SomeInputsFailed : ExitCode.Success;
    }

    /// <summary>What came of one download, for people.</summary>
    internal static IEnumerable<string> Describe(ModelCatalogEntry entry, ModelDownloadResult result)
    {
        yield return result.Path;
        var how = result.WasThere ? "was there already" : result.ResumedBytes > 0 ? $"downloaded, the first {ByteText.Of(result.ResumedBytes)} before" : "downloaded";
        yield return $"  {ByteText.Of(result.SizeBytes)}, {how}";
        yield return result.IsVerified ? $"  verified: SHA-256 {result.Sha256}" : $"  not verified: the catalogue has no checksum. It has SHA-256 {result.Sha256}; compare it with the source, and give it with --sha256 next time";
        yield return $"  licence: {entry.License}, see {ModelCatalog.DefaultBaseAddress}{entry.Repository}";
        yield return $"  use it: {(entry.Kind switch { ModelFileKind.Whisper => "--whisper", ModelFileKind.AudioProjector => "--projector", _ => "--model" })} {entry.Name}";
    }

    private static async Task OneAsync(
        ModelDownloader downloader, ModelCatalogEntry entry, ModelsDownloadSettings settings, ProgressLine progress, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var last = 0L;
        var reporter = new Reporter(p =>
        {
            last = p.BytesDone;
            if (p.Phase == ModelDownloadPhase.Waiting) progress.Say($"{entry.Name}: {p.Problem} Trying again");
            else progress.Report($"{(p.Phase == ModelDownloadPhase.Checking ? "checking" : "downloading")} {entry.Name}", p.BytesDone, p.BytesTotal);
        });
        try
        {
            var result = await downloader.DownloadAsync(entry, reporter, cancellationToken).ConfigureAwait(false);
            progress.Hide();
            if (settings.Json) WriteJson(entry, result, output);
            else foreach (var line in Describe(entry, result)) await output.WriteLineAsync(line).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            progress.Hide();
            await error.WriteLineAsync($"{entry.Name}: {ByteText.Of(last)} are kept; the same command goes on there.").ConfigureAwait(false);
            throw;
        }
    }

    private static ModelCatalogEntry Pinned(ModelCatalogEntry entry, string? sha256)
    {
        if (entry.IsEmbedded) throw new UsageException($"\"{entry.Name}\" comes with the tool; there is nothing to download. See: emotion-ambiguity models info {entry.Name}");

        // Who pins a checksum may mean another version, whose length the catalogue does not know.
        return sha256 is null ? entry : entry with { Sha256 = sha256, SizeBytes = null };
    }

    private static ModelDownloader Create(ModelsDownloadSettings settings)
    {
        if (settings.Sha256 is { } hash && !(hash.Length == 64 && hash.All(char.IsAsciiHexDigit))) throw new UsageException($"--sha256 must be 64 hexadecimal digits but is \"{hash}\".");
        try
        {
            return new ModelDownloader(new ModelDownloadOptions
            {
                Folder = settings.Folder,
                BaseAddress = settings.Mirror is { Length: > 0 } mirror ? Address("--mirror", mirror) : ModelCatalog.DefaultBaseAddress,
                Proxy = settings.Proxy is { } proxy ? Address("--proxy", proxy) : null,
            });
        }
        catch (ArgumentException fault)
        {
            throw new UsageException(fault.Message, fault);
        }
    }

    private static Uri Address(string option, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) ? address : throw new UsageException($"{option}: \"{value}\" is no address. Write it with its scheme: http://host:port/path");

    private static void WriteJson(ModelCatalogEntry entry, ModelDownloadResult result, TextWriter output) => JsonOutput.WriteLine(output, json =>
    {
        json.WriteString("name", entry.Name);
        json.WriteString("path", result.Path);
        json.WriteNumber("sizeBytes", result.SizeBytes);
        json.WriteString("sha256", result.Sha256);
        json.WriteBoolean("verified", result.IsVerified);
        json.WriteBoolean("wasThere", result.WasThere);
        json.WriteNumber("resumedBytes", result.ResumedBytes);
        json.WriteString("license", entry.License);
    });

    /// <summary>Tells at once, on the thread that downloads; Progress would come late and out of order.</summary>
    private sealed class Reporter(Action<ModelDownloadProgress> report) : IProgress<ModelDownloadProgress>
    {
        public void Report(ModelDownloadProgress value) => report(value);
    }
}
