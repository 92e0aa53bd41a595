using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.Models;

/// <summary>How far a download is.</summary>
/// <param name="Phase">What it is doing.</param>
/// <param name="BytesDone">Bytes on the disk (while checking: read), with those of earlier runs.</param>
/// <param name="BytesTotal">The file's length in bytes, or null before the server has told it.</param>
/// <param name="Attempt">1 for the first, counted up with each try that followed a failure.</param>
/// <param name="Problem">Why it waits, a sentence; null in other phases.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ModelDownloadProgress(ModelDownloadPhase Phase, long BytesDone, long? BytesTotal, int Attempt, string? Problem);
