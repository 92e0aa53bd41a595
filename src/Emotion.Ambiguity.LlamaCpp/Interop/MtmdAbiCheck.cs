using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>Proves, before anything else is called, that a library is the mtmd that this build is bound to and lays its parameters out as expected.</summary>
internal static unsafe class MtmdAbiCheck
{
    /// <summary>The build of llama.cpp whose header the binding follows.</summary>
    public const int SupportedBuild = 10256;

    /// <summary>The commit of the prebuilt library that stands in where there is no compiler. It has no build number, and the same functions and structs.</summary>
    private const string PrebuiltCommit = "22dc605";

    /// <summary>Checks an opened library.</summary>
    /// <returns>Its version, "b10256".</returns>
    /// <exception cref="NativeLibraryException">It is another version, or no mtmd at all.</exception>
    public static string Verify(nint library, string path)
    {
        var version = Version(library, path);
        var context = ((delegate* unmanaged<ParameterBuffer>)Export(library, "mtmd_context_params_default", path))().As<MtmdContextParams>();
        var model = ((delegate* unmanaged<ParameterBuffer>)Export(library, "llama_model_default_params", path))().As<MtmdTextModelParams>();
        if (!IsExpected(context) || !IsExpected(model)) throw Wrong(path, $"it says that it is {version}, but its parameters are laid out differently from that version's header");
        return version;
    }

    public static bool IsExpected(in MtmdContextParams p) => p is
    {
        UseGpu: 1, PrintTimings: 1, Threads: 4, ImageMarker: 0, MediaMarker: not 0, FlashAttention: -1, WarmUp: 1, ImageMinTokens: -1, ImageMaxTokens: -1,
        EvaluationCallback: 0, EvaluationCallbackUserData: 0, BatchMaxTokens: 1024, ProgressCallback: 0, ProgressCallbackUserData: 0,
    };

    public static bool IsExpected(in MtmdTextModelParams p) => p is
    {
        Devices: 0, TensorBufferTypeOverrides: 0, GpuLayers: -1, SplitMode: 1, LoadMode: 1, MainGpu: 0, TensorSplit: 0, ProgressCallback: 0,
        ProgressCallbackUserData: 0, MetadataOverrides: 0, VocabularyOnly: 0, CheckTensors: 0, UseExtraBufferTypes: 1, NoHost: 0, NoAllocation: 0, LoadMtp: 0,
    };

    private static string Version(nint library, string path)
    {
        var build = *(int*)Export(library, "LLAMA_BUILD_NUMBER", path);
        if (build == SupportedBuild) return $"b{build}";
        var commit = NativeLibrary.TryGetExport(library, "LLAMA_COMMIT", out var text) ? NativeText.Read(*(byte**)text) : "";
        return string.Equals(commit, PrebuiltCommit, StringComparison.Ordinal) ? commit : throw Wrong(path, $"it is build {build} {commit}".TrimEnd());
    }

    private static nint Export(nint library, string name, string path) =>
        NativeLibrary.TryGetExport(library, name, out var address) ? address : throw Wrong(path, $"it has no {name}");

    private static NativeLibraryException Wrong(string path, string what) => new(
        MtmdLibrary.Name,
        $"The library was found, but this build of the encoder is made for build {SupportedBuild} of llama.cpp, and {what}.",
        "Use the native library that comes with this package (docs/native.md).",
        [path]);
}
