namespace Emotion.Ambiguity.Models;

/// <summary>What came of a verification. Immutable and thread-safe.</summary>
/// <param name="State">Whether the file is the one that is meant.</param>
/// <param name="Path">Where it lies, or should lie.</param>
/// <param name="Sha256">Its checksum, 64 hexadecimal digits in lower case; null where it is not there.</param>
public sealed record ModelVerification(ModelVerificationState State, string Path, string? Sha256);
