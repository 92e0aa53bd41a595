namespace Emotion.Ambiguity.Models.Downloading;

/// <summary>The partial file of a download, its checksum so far, and what it was made from. One caller at a time; a lock file keeps other programs out.</summary>
internal sealed class PartFile : IDisposable
{
    private const int BufferBytes = 1 << 20;
    private readonly string _finalPath;
    private readonly FileStream _lock;
    private readonly FileStream _stream;
    private readonly StreamingHash _hash = new();

    private PartFile(string finalPath, FileStream lockFile, FileStream stream) => (_finalPath, _lock, _stream) = (finalPath, lockFile, stream);

    /// <summary>The bytes that are there.</summary>
    public long Length => _stream.Length;

    /// <summary>The bytes of an earlier run that are still used.</summary>
    public long Kept { get; private set; }

    /// <summary>What the bytes were made from; null where there are none.</summary>
    public ResumeState? State { get; private set; }

    /// <summary>The checksum of what is there.</summary>
    public string Sha256 => _hash.Current;

    private string StatePath => _finalPath + ".part.state";

    /// <summary>Opens what an earlier run left, or begins.</summary>
    /// <exception cref="IOException">Another program downloads the same file, or the folder cannot be written.</exception>
    public static PartFile Open(string finalPath)
    {
        var lockFile = new FileStream(finalPath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        try
        {
            return new PartFile(finalPath, lockFile, new FileStream(finalPath + ".part", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 1, FileOptions.Asynchronous));
        }
        catch
        {
            lockFile.Dispose();
            throw;
        }
    }

    /// <summary>Keeps what is there if it came from the address and can be gone on with, and computes its checksum; else begins anew.</summary>
    public async Task RestoreAsync(Uri address, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        State = ResumeState.Read(StatePath);
        if (Length == 0 || State?.Condition is null || !string.Equals(State.Address, address.AbsoluteUri, StringComparison.Ordinal))
        {
            Restart(state: null);
            return;
        }

        _stream.Position = 0;
        await _hash.AppendAsync(_stream, BufferBytes, progress, cancellationToken).ConfigureAwait(false);
        Kept = Length;
    }

    /// <summary>Throws away what is there.</summary>
    /// <param name="state">What the bytes to come are made from.</param>
    public void Restart(ResumeState? state)
    {
        _stream.SetLength(0);
        _stream.Position = 0;
        _hash.Reset();
        (Kept, State) = (0, state);
        if (state is null) File.Delete(StatePath);
        else state.Write(StatePath);
    }

    public async Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var before = _stream.Length;
        try
        {
            await _stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Half a write would be hashed by nobody.
            _stream.SetLength(before);
            _stream.Position = before;
            throw;
        }

        _hash.Append(bytes.Span);
    }

    /// <summary>Makes the whole file visible under its name, in one step.</summary>
    public void Complete() => MoveTo(_finalPath);

    /// <summary>Puts a file aside that is not the one that was meant.</summary>
    /// <returns>Where it is now.</returns>
    public string PutAside()
    {
        MoveTo(_finalPath + ".bad");
        return _finalPath + ".bad";
    }

    public void Dispose()
    {
        _stream.Dispose();
        _hash.Dispose();
        _lock.Dispose();
    }

    private void MoveTo(string path)
    {
        // On the disk before it has its name: a power cut must not leave a whole name on half a file.
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(_finalPath + ".part", path, overwrite: true);
        File.Delete(StatePath);
    }
}
