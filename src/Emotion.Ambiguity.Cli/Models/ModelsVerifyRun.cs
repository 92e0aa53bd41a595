using Emotion.Ambiguity.Cli.Progress;
using Emotion.Ambiguity.Models;

namespace Emotion.Ambiguity.Cli.Models;

/// <summary>Computes checksums and compares them with the catalogue's.</summary>
internal static class ModelsVerifyRun
{
    public static async Task<int> RunAsync(IReadOnlyList<string> targets, ModelStore store, bool json, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var subjects = targets.Count > 0 ? targets.Select(t => Named(t, store)).ToList() : Everything(store);
        using var progress = new ProgressLine(error, ProgressUnit.Bytes);
        var isGood = true;
        foreach (var (name, path) in subjects)
        {
            var (entry, result) = await OneAsync(name, path, progress, cancellationToken).ConfigureAwait(false);
            progress.Hide();
            isGood &= result.State is ModelVerificationState.Verified or ModelVerificationState.NotPinned;
            if (json) WriteJson(entry, result, output);
            else await output.WriteLineAsync(Line(entry, result)).ConfigureAwait(false);
        }

        return isGood ? ExitCode.Success : ExitCode.SomeInputsFailed;
    }

    private static List<(ModelCatalogEntry? Entry, string Path)> Everything(ModelStore store) =>
        [.. ModelCatalog.Entries.Select(e => ((ModelCatalogEntry?)e, ModelNames.PathOf(e, store)!)).Where(e => e.Item2 is not null)];

    private static (ModelCatalogEntry? Entry, string Path) Named(string target, ModelStore store)
    {
        // A file is known by its name where that is the catalogue's, else by its checksum.
        if (File.Exists(target)) return (ModelCatalog.Entries.FirstOrDefault(e => string.Equals(e.FileName, Path.GetFileName(target), StringComparison.Ordinal)), Path.GetFullPath(target));
        if (ModelCatalog.Find(target) is not { } entry) throw new UsageException($"\"{target}\" is neither a file nor a name of the catalogue. See: emotion-ambiguity models list");
        return (entry, ModelNames.PathOf(entry, store) ?? store.PathOf(entry));
    }

    private static async Task<(ModelCatalogEntry? Entry, ModelVerification Result)> OneAsync(ModelCatalogEntry? entry, string path, ProgressLine progress, CancellationToken cancellationToken)
    {
        try
        {
            var length = File.Exists(path) ? new FileInfo(path).Length : 0;
            var reporter = new Reporter(done => progress.Report($"checking {Path.GetFileName(path)}", done, length));
            if (entry is not null) return (entry, await new ModelStore(Path.GetDirectoryName(path)!).VerifyAsync(entry, reporter, cancellationToken).ConfigureAwait(false));
            var hash = await ModelStore.HashAsync(path, reporter, cancellationToken).ConfigureAwait(false);
            entry = ModelCatalog.Entries.FirstOrDefault(e => string.Equals(e.Sha256, hash, StringComparison.OrdinalIgnoreCase));
            return (entry, new ModelVerification(entry is null ? ModelVerificationState.NotPinned : ModelVerificationState.Verified, path, hash));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(fault.Message, fault);
        }
    }

    private static string Line(ModelCatalogEntry? entry, ModelVerification result) => result.State switch
    {
        ModelVerificationState.Verified => $"verified      {entry!.Name}  {result.Path}",
        ModelVerificationState.Missing => $"missing       {entry?.Name}  {result.Path}",
        ModelVerificationState.Differs => $"DIFFERS       {entry!.Name}  {result.Path}{Environment.NewLine}              it has SHA-256 {result.Sha256}{Environment.NewLine}              instead of     {entry.Sha256}",
        _ => $"not verified  {result.Path}{Environment.NewLine}              the catalogue has no checksum of it; it has SHA-256 {result.Sha256}",
    };

    private static void WriteJson(ModelCatalogEntry? entry, ModelVerification result, TextWriter output) => JsonOutput.WriteLine(output, json =>
    {
        json.WriteString("name", entry?.Name);
        json.WriteString("path", result.Path);
        json.WriteString("state", result.State.ToString());
        json.WriteString("sha256", result.Sha256);
        json.WriteString("expected", entry?.Sha256);
    });

    private sealed class Reporter(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
