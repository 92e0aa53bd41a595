using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Emotion.Ambiguity.WhisperCpp.Interop;

/// <summary>Finds the native library, loads it once for the process and checks that it is the version that we are bound to.</summary>
internal static class WhisperLibrary
{
    private const string Name = "whisper.cpp";
    private const string Remedy = "Build the project once more with npm, cmake and a C++ compiler installed, or put a whisper library of version 1.9.1 into a folder and give it as WhisperCppOptions.NativeLibraryFolder (docs/native.md).";

    private static readonly Lock Gate = new();

    // The one piece of static state: the operating system loads a library once for the process, and LibraryImport resolves
    // through one resolver for the assembly, so there is nothing else that this could belong to.
    private static LoadedWhisperLibrary? s_loaded;

    /// <summary>Whether this CPU runs code built for x86-64-v3. Other architectures have only one build.</summary>
    private static bool NeedsFallback => RuntimeInformation.ProcessArchitecture == Architecture.X64 && !(Avx2.IsSupported && Fma.IsSupported && Bmi2.IsSupported);

    /// <summary>Loads the library, or returns the one that is loaded.</summary>
    /// <param name="folder">The only folder to look in, or null to look beside the program.</param>
    /// <exception cref="NativeLibraryException">It is missing, does not load, is another version, or another file is loaded already.</exception>
    internal static LoadedWhisperLibrary Load(string? folder)
    {
        lock (Gate)
        {
            if (s_loaded is { } loaded)
            {
                if (folder is not null && !Candidates(folder).Contains(loaded.Path, StringComparer.Ordinal)) throw OtherFile(folder, loaded);
                return loaded;
            }

            var (handle, path) = Open(folder is null ? [.. Folders()] : [folder]);
            LoadedWhisperLibrary result;
            try
            {
                result = new LoadedWhisperLibrary(path, WhisperLayout.Check(handle, path), handle);
            }
            catch (NativeLibraryException)
            {
                NativeLibrary.Free(handle);
                throw;
            }

            NativeLibrary.SetDllImportResolver(typeof(WhisperLibrary).Assembly, Resolve);
            s_loaded = result;
            WhisperLog.Install();
            return result;
        }
    }

    /// <summary>The instruction sets that the loaded library uses: what it reports as "NAME = 1".</summary>
    internal static unsafe IEnumerable<string> CpuFeatures() =>
        from part in (Marshal.PtrToStringUTF8((nint)WhisperNative.SystemInfo()) ?? "").Split('|')
        let pair = part.Split(':')[^1].Split('=', StringSplitOptions.TrimEntries)
        where pair is [{ Length: > 0 }, "1"]
        select pair[0];

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search) =>
        string.Equals(name, WhisperNative.Library, StringComparison.Ordinal) && s_loaded is { } loaded ? loaded.Handle : 0;

    private static (nint Handle, string Path) Open(string[] folders)
    {
        var tried = new List<string>();
        List<string> faults = [];
        Exception? inner = null;
        foreach (var path in folders.SelectMany(Candidates))
        {
            tried.Add(path);
            if (!File.Exists(path)) continue;
            try
            {
                return (NativeLibrary.Load(path), path);
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
            {
                faults.Add($"{path} does not load: {e.Message.Trim()}");
                inner = e;
            }
        }

        var reason = faults.Count > 0 ? string.Join(" ", faults)
            : NeedsFallback ? "There is no library for a CPU without AVX2."
            : "There is no such file.";
        throw new NativeLibraryException(Name, reason, Remedy, tried, inner);
    }

    private static IEnumerable<string> Folders()
    {
        var baseFolder = AppContext.BaseDirectory;
        yield return Path.Combine(baseFolder, "runtimes", PortableRid(), "native");
        yield return baseFolder;

        // Where the host put a package's natives.
        var hosted = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string)?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        foreach (var folder in hosted)
        {
            if (!string.Equals(Path.GetFullPath(folder), Path.GetFullPath(baseFolder), StringComparison.Ordinal)) yield return folder;
        }
    }

    private static IEnumerable<string> Candidates(string folder)
    {
        var full = Path.GetFullPath(folder);
        if (!NeedsFallback) yield return Path.Combine(full, FileName("whisper"));
        if (RuntimeInformation.ProcessArchitecture == Architecture.X64) yield return Path.Combine(full, FileName("whisper-noavx"));
    }

    private static string FileName(string name) =>
        OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";

    private static string PortableRid()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }

    private static NativeLibraryException OtherFile(string folder, LoadedWhisperLibrary loaded) => new(
        Name,
        $"{loaded.Path} is loaded already, and a process holds one such library.",
        "Use the same folder everywhere, or start the program anew.",
        Candidates(folder));
}
