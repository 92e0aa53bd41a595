using System.Security.Cryptography;

namespace Emotion.Ambiguity.Models.Downloading;

/// <summary>A SHA-256 that grows with a file. One caller at a time.</summary>
internal sealed class StreamingHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The checksum of what was appended so far, in lower case.</summary>
    public string Current => string.Concat(_hash.GetCurrentHash().Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));

    public void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    /// <summary>Begins anew.</summary>
    public void Reset() => _ = _hash.GetHashAndReset();

    public async Task AppendAsync(Stream stream, int bufferBytes, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var buffer = new byte[bufferBytes];
        for (var done = 0L; await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count;)
        {
            Append(buffer.AsSpan(0, count));
            progress?.Report(done += count);
        }
    }

    public void Dispose() => _hash.Dispose();
}
