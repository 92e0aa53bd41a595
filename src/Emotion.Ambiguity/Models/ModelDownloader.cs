using System.Net;
using Emotion.Ambiguity.Models.Downloading;

namespace Emotion.Ambiguity.Models;

/// <summary>Downloads model files: goes on where a download was cut, verifies, and shows a file under its name only when it is whole.</summary>
/// <remarks>
/// Thread-safe; a file that is being downloaded, here or in another program, is refused to a second caller. What came of a stopped download lies in "NAME.part" and is gone
/// on with if the server still has the same file (strong ETag or Last-Modified); else it begins anew. A whole file with a wrong checksum is put aside as "NAME.bad".
/// </remarks>
public sealed class ModelDownloader : IDisposable
{
    private readonly ModelDownloadOptions _options;
    private readonly HttpClient _client;
    private readonly bool _ownsClient;

    /// <summary>A downloader with an HTTP client of its own.</summary>
    /// <param name="options">From where and to where; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    public ModelDownloader(ModelDownloadOptions? options = null)
    {
        _options = options ?? new ModelDownloadOptions();
        _options.Validate();
        _client = new HttpClient(Handler(_options.Proxy)) { Timeout = Timeout.InfiniteTimeSpan };
        _ownsClient = true;
    }

    /// <summary>A downloader on a client of the caller's, which stays the caller's: its proxy, headers (an access token, say) and timeout count.</summary>
    /// <param name="options">From where and to where.</param>
    /// <param name="client">The client.</param>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    public ModelDownloader(ModelDownloadOptions options, HttpClient client)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(client);
        options.Validate();
        (_options, _client) = (options, client);
    }

    /// <summary>Downloads a file, unless it is there already.</summary>
    /// <param name="entry">The file, from <see cref="ModelCatalog"/> or one of your own.</param>
    /// <param name="progress">Told often, from the thread that writes; may be null.</param>
    /// <param name="cancellationToken">Stops the download; what came is kept.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ArgumentException">The entry is not valid.</exception>
    /// <exception cref="ModelDownloadException">It cannot be downloaded, or what came, or lies there, is another file.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<ModelDownloadResult> DownloadAsync(ModelCatalogEntry entry, IProgress<ModelDownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Faults().ToArray() is { Length: > 0 } faults) throw new ArgumentException($"The entry \"{entry.Name}\": {string.Join(" ", faults)}", nameof(entry));
        var store = new ModelStore(_options.Folder);
        var (path, address) = (store.PathOf(entry), entry.AddressBelow(_options.BaseAddress));
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            Directory.CreateDirectory(store.Folder);
            if (File.Exists(path)) return await ThereAsync(store, entry, address, progress, cancellationToken).ConfigureAwait(false);
            using var part = Open(address, path);
            await part.RestoreAsync(address, Checking(progress, part.Length), cancellationToken).ConfigureAwait(false);
            await new Transfer(_client, _options, entry, address, path, part, progress).RunAsync(cancellationToken).ConfigureAwait(false);
            return Finish(entry, address, path, part);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ModelDownloadException(address, path, $"the folder \"{store.Folder}\" cannot be used ({fault.Message.TrimEnd('.')}).", "Name a folder that you may write to.", fault);
        }
    }

    /// <summary>Frees the client, if it is the downloader's own.</summary>
    public void Dispose()
    {
        if (_ownsClient) _client.Dispose();
    }

    private static SocketsHttpHandler Handler(Uri? proxy)
    {
        var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(30) };
        if (proxy is null) return handler; // HttpClient.DefaultProxy reads the environment
        var webProxy = new WebProxy(proxy);
        if (proxy.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var rest])
            webProxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(rest.FirstOrDefault() ?? ""));
        (handler.Proxy, handler.UseProxy) = (webProxy, true);
        return handler;
    }

    private static async Task<ModelDownloadResult> ThereAsync(ModelStore store, ModelCatalogEntry entry, Uri address, IProgress<ModelDownloadProgress>? progress, CancellationToken cancellationToken)
    {
        var size = new FileInfo(store.PathOf(entry)).Length;
        var verification = await store.VerifyAsync(entry, Checking(progress, size), cancellationToken).ConfigureAwait(false);
        if (verification.State == ModelVerificationState.Differs)
        {
            throw new ModelDownloadException(
                address, verification.Path, $"there is a file \"{verification.Path}\" already, with another checksum ({verification.Sha256} instead of {entry.Sha256}).", "Move it away, or name another folder.");
        }

        return new ModelDownloadResult(verification.Path, verification.Sha256!, size, verification.State == ModelVerificationState.Verified, WasThere: true, ResumedBytes: 0);
    }

    private static PartFile Open(Uri address, string path)
    {
        try
        {
            return PartFile.Open(path);
        }
        catch (IOException fault) when (File.Exists(path + ".lock"))
        {
            throw new ModelDownloadException(address, path, "it is being downloaded already.", "Wait for the other download, or stop it.", fault);
        }
    }

    private static ModelDownloadResult Finish(ModelCatalogEntry entry, Uri address, string path, PartFile part)
    {
        var (hash, size) = (part.Sha256, part.Length);
        if (entry.Sha256 is not null && !string.Equals(entry.Sha256, hash, StringComparison.OrdinalIgnoreCase))
        {
            throw new ModelDownloadException(
                address, path, $"its checksum is {hash} instead of {entry.Sha256}.", $"What came lies in \"{part.PutAside()}\"; do not use it. Try again, or another mirror.");
        }

        part.Complete();
        return new ModelDownloadResult(path, hash, size, entry.Sha256 is not null, WasThere: false, part.Kept);
    }

    private static Relay? Checking(IProgress<ModelDownloadProgress>? progress, long total) => progress is null ? null : new Relay(progress, total);

    private sealed class Relay(IProgress<ModelDownloadProgress> progress, long total) : IProgress<long>
    {
        public void Report(long value) => progress.Report(new ModelDownloadProgress(ModelDownloadPhase.Checking, value, total, 1, null));
    }
}
