namespace Emotion.Ambiguity.WhisperCpp.Interop;

/// <summary>The native library of this process.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Version">What it says its version is.</param>
/// <param name="Handle">The operating system's handle; never freed, because code of it may run until the process ends.</param>
internal sealed record LoadedWhisperLibrary(string Path, string Version, nint Handle)
{
    /// <summary>Whether it was built without the vector instructions that make whisper fast.</summary>
    internal bool IsSlow => Path.Contains("noavx", StringComparison.Ordinal);
}
