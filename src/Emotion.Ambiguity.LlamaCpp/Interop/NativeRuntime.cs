using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>The llama.cpp that this process has loaded.</summary>
internal sealed class NativeRuntime
{
    private static readonly Lock Gate = new();

    // Static because the system loader itself is: a process has one llama.cpp, with one log callback and one list of back ends.
    private static NativeRuntime? _loaded;

    private NativeRuntime(string folder, string version) => (Folder, Version) = (folder, version);

    public string Folder { get; }

    public string Version { get; }

    /// <summary>Loads the library once; later calls return the same one.</summary>
    /// <exception cref="NativeLibraryException">It is missing, unusable, another version, or was loaded from another folder before.</exception>
    public static NativeRuntime Load(string? folder, NativeLog log)
    {
        lock (Gate)
        {
            if (_loaded is null) return LoadFirst(NativeLocator.FindFolder(folder), log);
            if (folder is null || string.Equals(Path.GetFullPath(folder).TrimEnd('/', '\\'), _loaded.Folder, StringComparison.Ordinal)) return _loaded;
            throw new NativeLibraryException(
                "llama.cpp",
                $"This process has already loaded it from {_loaded.Folder}, and a process can load it only once.",
                "Name the same folder for every model.",
                [folder]);
        }
    }

    public LlamaCppEngineInfo Describe() => new()
    {
        Version = Version,
        NativeFolder = Folder,
        Files = LoadedFiles(),
        Backends = NativeDevices.Backends(),
        Devices = NativeDevices.All(),
        CpuFeatures = NativeDevices.CpuFeatures(),
    };

    private static NativeRuntime LoadFirst(string folder, NativeLog log)
    {
        folder = folder.TrimEnd('/', '\\');
        var handles = new Dictionary<string, nint>(StringComparer.Ordinal);
        foreach (var name in new[] { GgmlMethods.GgmlBase, GgmlMethods.Ggml, NativeMethods.Llama }) handles[name] = Open(folder, name);
        var version = AbiCheck.Verify(handles[NativeMethods.Llama], NativeLocator.Find(folder, NativeMethods.Llama)!);
        var runtime = new NativeRuntime(folder, version);
        _loaded = runtime;
        foreach (var (name, handle) in handles) NativeResolver.Add(name, handle);
        using var scope = log.Enter();
        NativeLog.Install();
        GgmlMethods.LoadBackends(folder);
        NativeMethods.InitializeBackends();
        if (NativeDevices.All().Any(d => d.Kind == LlamaCppDeviceKind.Cpu)) return runtime;
        _loaded = null;
        throw new NativeLibraryException(
            "llama.cpp",
            "It was loaded, but it found no CPU back end that runs on this processor.",
            "Put the files \"ggml-cpu-*\" of the same package beside it.",
            [Path.Combine(folder, NativeLocator.FileNames("ggml-cpu-*")[1])]);
    }

    private static nint Open(string folder, string name)
    {
        var path = NativeLocator.Find(folder, name) ?? throw new NativeLibraryException(
            "llama.cpp",
            $"The folder holds llama.cpp but not {name}.",
            "Copy all files of the package, not only one.",
            NativeLocator.FileNames(name).Select(file => Path.Combine(folder, file)));
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            throw new NativeLibraryException(
                "llama.cpp", $"{path} cannot be loaded: {exception.Message}", "Check that it is built for this system and that the libraries it needs are installed.", [path], exception);
        }
    }

    private ImmutableArray<string> LoadedFiles()
    {
        using var process = Process.GetCurrentProcess();
        return
        [
            .. process.Modules.Cast<ProcessModule>()
                .Select(module => module.FileName)
                .Where(file => string.Equals(Path.GetDirectoryName(file), Folder, StringComparison.Ordinal))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }
}
