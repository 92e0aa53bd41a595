using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>The mtmd that this process has loaded. It holds a llama.cpp of its own, hidden from the engine's.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Version">What it says its version is ("b10256").</param>
internal sealed record MtmdLibrary(string Path, string Version)
{
    public const string Name = "mtmd";
    private const string Fallback = "mtmd-noavx";

    private static readonly Lock Gate = new();

    // Static because the system loader itself is: a process opens a library once, with one log callback.
    private static MtmdLibrary? _loaded;

    /// <summary>Whether it was built without the vector instructions that make it fast.</summary>
    public bool IsSlow => System.IO.Path.GetFileName(Path).Contains(Fallback, StringComparison.Ordinal);

    private static bool NeedsFallback => RuntimeInformation.ProcessArchitecture == Architecture.X64 && !(Avx2.IsSupported && Fma.IsSupported && Bmi2.IsSupported);

    /// <summary>Loads the library once; later calls return the same one.</summary>
    /// <param name="folder">The only folder to look in, or null for the usual ones.</param>
    /// <exception cref="NativeLibraryException">It is missing, unusable, another version, or was loaded from another folder before.</exception>
    public static MtmdLibrary Load(string? folder)
    {
        lock (Gate)
        {
            if (_loaded is null) return LoadFirst(folder);
            if (folder is null || Candidates([System.IO.Path.GetFullPath(folder)]).Contains(_loaded.Path, StringComparer.Ordinal)) return _loaded;
            throw new NativeLibraryException(Name, $"This process has already loaded {_loaded.Path}, and a process can load it only once.", "Name the same folder for every encoder.", [folder]);
        }
    }

    private static MtmdLibrary LoadFirst(string? folder)
    {
        var tried = Candidates(NativeLocator.Folders(folder)).ToList();
        var path = tried.Find(File.Exists) ?? throw new NativeLibraryException(
            Name,
            NeedsFallback ? "There is no library for a processor without AVX2." : "It was not found.",
            $"Build the project with npm, cmake and a C++ compiler at hand (docs/native.md), or name its folder in {NativeLocator.FolderVariable} or in MtmdAudioEncoderOptions.NativeLibraryFolder.",
            tried);
        var handle = Open(path);
        var library = new MtmdLibrary(path, MtmdAbiCheck.Verify(handle, path));
        NativeResolver.Add(MtmdMethods.Mtmd, handle);
        NativeLog.InstallMtmd();
        _loaded = library;
        return library;
    }

    private static nint Open(string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            throw new NativeLibraryException(
                Name, $"{path} cannot be loaded: {exception.Message.Trim()}", "Check that it is built for this system; the prebuilt one needs libgomp1.", [path], exception);
        }
    }

    private static IEnumerable<string> Candidates(IEnumerable<string> folders)
    {
        string[] names = RuntimeInformation.ProcessArchitecture != Architecture.X64 ? [Name] : NeedsFallback ? [Fallback] : [Name, Fallback];
        return folders.SelectMany(folder => names.Select(name => System.IO.Path.Combine(folder, FileName(name))));
    }

    private static string FileName(string name) =>
        OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";
}
