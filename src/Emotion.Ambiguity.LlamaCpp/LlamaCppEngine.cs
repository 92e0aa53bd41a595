using Emotion.Ambiguity.LlamaCpp.Interop;

namespace Emotion.Ambiguity.LlamaCpp;

/// <summary>The llama.cpp library of this process. Thread-safe.</summary>
public static class LlamaCppEngine
{
    /// <summary>Loads the library if no model has yet, and says what it is and what it can use.</summary>
    /// <param name="options">Where to look and where to log, or null for the defaults; other options play no part.</param>
    /// <returns>The description.</returns>
    /// <exception cref="NativeLibraryException">The library is missing, unusable, another version, or was loaded from another folder before.</exception>
    public static LlamaCppEngineInfo Probe(LlamaCppOptions? options = null)
    {
        options ??= new LlamaCppOptions();
        return NativeRuntime.Load(options.NativeLibraryFolder, new NativeLog(options.Logger)).Describe();
    }
}
