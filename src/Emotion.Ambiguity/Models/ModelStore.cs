namespace Emotion.Ambiguity.Models;

/// <summary>A folder that downloaded models lie in. Immutable and thread-safe.</summary>
public sealed class ModelStore
{
    private const int BufferBytes = 1 << 20;

    /// <summary>A store of a folder, which need not be there yet.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public ModelStore(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        Folder = Path.GetFullPath(folder);
    }

    /// <summary>
    /// The user's folder: "emotion-ambiguity/models" in XDG_DATA_HOME or ~/.local/share on Linux, in ~/Library/Application Support on macOS, in %LocalAppData% on Windows;
    /// in the temporary folder where the user has no home.
    /// </summary>
    public static string DefaultFolder
    {
        get
        {
            var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            return Path.Combine(data.Length > 0 ? data : Path.GetTempPath(), "emotion-ambiguity", "models");
        }
    }

    /// <summary>The folder, as an absolute path.</summary>
    public string Folder { get; }

    /// <summary>Where an entry's file lies when it is there.</summary>
    /// <param name="entry">The entry.</param>
    public string PathOf(ModelCatalogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Path.Combine(Folder, entry.FileName);
    }

    /// <summary>The path of an entry's file, or null where it was not downloaded to its end. The file is not read.</summary>
    /// <param name="entry">The entry.</param>
    public string? Find(ModelCatalogEntry entry) => File.Exists(PathOf(entry)) ? PathOf(entry) : null;

    /// <summary>Reads an entry's file whole and compares its checksum.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="progress">Told the bytes that were read; may be null.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What came of it; a file that is not there is a result, no error.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<ModelVerification> VerifyAsync(ModelCatalogEntry entry, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var path = PathOf(entry);
        if (!File.Exists(path)) return new ModelVerification(ModelVerificationState.Missing, path, Sha256: null);
        var hash = await HashAsync(path, progress, cancellationToken).ConfigureAwait(false);
        var state = entry.Sha256 is null ? ModelVerificationState.NotPinned
            : string.Equals(entry.Sha256, hash, StringComparison.OrdinalIgnoreCase) ? ModelVerificationState.Verified : ModelVerificationState.Differs;
        return new ModelVerification(state, path, hash);
    }

    /// <summary>The SHA-256 of a file, 64 hexadecimal digits in lower case; read in pieces, so that its size does not matter.</summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Told the bytes that were read; may be null.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<string> HashAsync(string path, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using var disposal = file.ConfigureAwait(false);
        using var hash = new Downloading.StreamingHash();
        await hash.AppendAsync(file, BufferBytes, progress, cancellationToken).ConfigureAwait(false);
        return hash.Current;
    }
}
