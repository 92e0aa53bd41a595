using Emotion.Ambiguity.WhisperCpp.Interop;

namespace Emotion.Ambiguity.WhisperCpp;

/// <summary>Tells which native library would be used, without loading a model.</summary>
/// <remarks>Thread-safe.</remarks>
public static class WhisperCppEngine
{
    /// <summary>Loads the native library and describes it.</summary>
    /// <param name="nativeLibraryFolder">The only folder to look in, or null to look beside the program.</param>
    /// <returns>Which file was loaded, its version and its instruction sets.</returns>
    /// <exception cref="NativeLibraryException">The library is missing or of another version.</exception>
    public static WhisperCppEngineInfo Probe(string? nativeLibraryFolder = null)
    {
        var library = WhisperLibrary.Load(nativeLibraryFolder);
        return new WhisperCppEngineInfo { Version = library.Version, NativeFile = library.Path, CpuFeatures = [.. WhisperLibrary.CpuFeatures()] };
    }
}
