namespace Emotion.Ambiguity.Models;

/// <summary>Where models are downloaded from and to. Immutable and thread-safe.</summary>
public sealed record ModelDownloadOptions
{
    /// <summary>The folder that files are put in; made where it is not there. The default is <see cref="ModelStore.DefaultFolder"/>.</summary>
    public string Folder { get; init; } = ModelStore.DefaultFolder;

    /// <summary>What stands before repository and path: a mirror that is laid out like Hugging Face. http or https. The default is <see cref="ModelCatalog.DefaultBaseAddress"/>.</summary>
    public Uri BaseAddress { get; init; } = ModelCatalog.DefaultBaseAddress;

    /// <summary>
    /// A proxy, such as http://user:secret@proxy:8080, or null (the default) for what the environment says: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, or the system's
    /// settings on Windows and macOS. Not used by a downloader that was given a client of its own.
    /// </summary>
    public Uri? Proxy { get; init; }

    /// <summary>How many times in a row it is tried without a byte coming before it gives up, 1 or more. The default is 5. A try that brings bytes starts the count anew.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>The wait before the second try, doubled with each that follows, at most 30 s; 0 or more. A server's Retry-After counts instead, at most 2 minutes. The default is 1 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long nothing may come before the connection is given up and tried again, above 0. The default is 60 s.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The free bytes of the disk that holds a folder, or null where the system does not say.</summary>
    internal Func<string, long?> FreeBytes { get; init; } = Downloading.DiskSpace.FreeBytes;

    internal void Validate()
    {
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(Folder)) faults.Add($"{nameof(Folder)} must name a folder.");
        if (!IsHttp(BaseAddress)) faults.Add($"{nameof(BaseAddress)} must be an absolute http or https address but is \"{BaseAddress}\".");
        else if (BaseAddress.UserInfo.Length > 0 || BaseAddress.Query.Length > 0) faults.Add($"{nameof(BaseAddress)} must have no user name, password or query.");
        if (Proxy is not null && !(Proxy.IsAbsoluteUri && Proxy.Scheme is "http" or "https" or "socks4" or "socks4a" or "socks5"))
            faults.Add($"{nameof(Proxy)} must be an absolute http, https or socks address.");
        if (MaxAttempts < 1) faults.Add($"{nameof(MaxAttempts)} must be at least 1 but is {MaxAttempts}.");
        if (RetryDelay < TimeSpan.Zero) faults.Add($"{nameof(RetryDelay)} must be at least 0 but is {RetryDelay}.");
        if (StallTimeout <= TimeSpan.Zero) faults.Add($"{nameof(StallTimeout)} must be above 0 but is {StallTimeout}.");
        if (faults.Count > 0) throw new ArgumentException($"{nameof(ModelDownloadOptions)}: {string.Join(" ", faults)}", "options");
    }

    private static bool IsHttp(Uri? address) => address is { IsAbsoluteUri: true, Scheme: "http" or "https" };
}
