using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Emotion.Ambiguity;

/// <summary>A native library is missing, cannot be loaded here, or is not the version that this build was made for.</summary>
public sealed class NativeLibraryException : EmotionAmbiguityException
{
    /// <summary>Creates the error.</summary>
    /// <param name="library">The library's name ("llama.cpp").</param>
    /// <param name="reason">What is wrong, a sentence.</param>
    /// <param name="remedy">What to do, a sentence.</param>
    /// <param name="triedPaths">Every file or folder that was looked at.</param>
    /// <param name="inner">What caused it, if anything.</param>
    public NativeLibraryException(string library, string reason, string remedy, IEnumerable<string> triedPaths, Exception? inner = null)
        : base(Describe(library, reason, remedy, triedPaths), inner)
    {
        Library = library;
        Reason = reason;
        Remedy = remedy;
        TriedPaths = [.. triedPaths];
    }

    /// <summary>The library's name.</summary>
    public string Library { get; }

    /// <summary>What is wrong.</summary>
    public string Reason { get; }

    /// <summary>What to do.</summary>
    public string Remedy { get; }

    /// <summary>Every file or folder that was looked at, in order.</summary>
    public ImmutableArray<string> TriedPaths { get; }

    private static string Describe(string library, string reason, string remedy, IEnumerable<string> triedPaths) =>
        $"The native library {library} cannot be used on {RuntimeInformation.RuntimeIdentifier}: {reason} {remedy} Looked at: {string.Join("; ", triedPaths)}.";
}
