namespace Emotion.Ambiguity.Models;

/// <summary>A file that was downloaded, or was there already. Immutable and thread-safe.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Sha256">Its checksum, computed from all its bytes: 64 hexadecimal digits in lower case.</param>
/// <param name="SizeBytes">Its length.</param>
/// <param name="IsVerified">Whether the checksum was compared with one that was known before. False means that nobody vouches for the file.</param>
/// <param name="WasThere">Whether the whole file was there already, so that nothing was fetched.</param>
/// <param name="ResumedBytes">Bytes that were kept of a download that was stopped; 0 where it began anew.</param>
public sealed record ModelDownloadResult(string Path, string Sha256, long SizeBytes, bool IsVerified, bool WasThere, long ResumedBytes);
