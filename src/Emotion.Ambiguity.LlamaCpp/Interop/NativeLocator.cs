using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>Finds the folder that holds the native libraries.</summary>
internal static class NativeLocator
{
    /// <summary>An environment variable with a folder to look in before those beside the program.</summary>
    public const string FolderVariable = "EMOTION_AMBIGUITY_NATIVE";

    private static readonly string[] GpuBuilds = ["cuda", "vulkan"];

    /// <summary>The file names of a library here, the versioned one first; builds with a GPU back end carry its name.</summary>
    public static string[] FileNames(string library)
    {
        var (prefix, suffix) = OperatingSystem.IsWindows() ? ("", ".dll") : OperatingSystem.IsMacOS() ? ("lib", ".dylib") : ("lib", ".so");
        return
        [
            $"{prefix}{library}.v{AbiCheck.SupportedVersion}{suffix}",
            $"{prefix}{library}{suffix}",
            .. GpuBuilds.Select(build => $"{prefix}{library}.{build}.v{AbiCheck.SupportedVersion}{suffix}"),
        ];
    }

    /// <summary>The path of a library in a folder, or null.</summary>
    public static string? Find(string folder, string library) =>
        FileNames(library).Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>The first folder that holds llama.cpp.</summary>
    /// <param name="folder">The only folder to look in, or null for the usual ones.</param>
    /// <exception cref="NativeLibraryException">None does.</exception>
    public static string FindFolder(string? folder)
    {
        var folders = Folders(folder);
        var found = folders.Find(candidate => Find(candidate, NativeMethods.Llama) is not null);
        return found ?? throw new NativeLibraryException(
            "llama.cpp",
            "It was not found.",
            folder is null
                ? $"Build the project with npm at hand, so that the libraries are fetched, or name their folder in {FolderVariable} or in LlamaCppOptions.NativeLibraryFolder."
                : "LlamaCppOptions.NativeLibraryFolder names the only folder that is looked at; leave it out to use the libraries beside the program.",
            folders.SelectMany(f => FileNames(NativeMethods.Llama).Select(name => Path.Combine(f, name))));
    }

    /// <summary>Where to look, in that order.</summary>
    /// <param name="folder">The only folder, or null for the usual ones.</param>
    public static List<string> Folders(string? folder) => [.. (folder is null ? UsualFolders() : [Path.GetFullPath(folder)]).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> UsualFolders()
    {
        var named = Environment.GetEnvironmentVariable(FolderVariable);
        if (!string.IsNullOrEmpty(named)) yield return Path.GetFullPath(named);
        yield return Path.Combine(AppContext.BaseDirectory, "runtimes", PortableRuntimeIdentifier(), "native");
        yield return AppContext.BaseDirectory;

        // Where the host puts native assets of packages and of single-file programs.
        var hostFolders = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        foreach (var hostFolder in hostFolders.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)) yield return hostFolder;
    }

    private static string PortableRuntimeIdentifier()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        var architecture = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "x64",
            Architecture.Arm64 => "arm64",
            Architecture.X86 => "x86",
            _ => "other",
        };
        return $"{system}-{architecture}";
    }
}
