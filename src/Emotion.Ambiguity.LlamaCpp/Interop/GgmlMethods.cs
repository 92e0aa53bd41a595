using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>Functions of ggml, on which llama.cpp stands: back ends and devices.</summary>
internal static unsafe partial class GgmlMethods
{
    internal const string Ggml = "ggml";
    internal const string GgmlBase = "ggml-base";

    [LibraryImport(Ggml, EntryPoint = "ggml_backend_load_all_from_path", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void LoadBackends(string folder);

    [LibraryImport(Ggml, EntryPoint = "ggml_backend_reg_count")]
    internal static partial nuint BackendCount();

    [LibraryImport(Ggml, EntryPoint = "ggml_backend_reg_get")]
    internal static partial nint GetBackend(nuint index);

    [LibraryImport(GgmlBase, EntryPoint = "ggml_backend_reg_name")]
    internal static partial byte* BackendName(nint backend);

    [LibraryImport(Ggml, EntryPoint = "ggml_backend_dev_count")]
    internal static partial nuint DeviceCount();

    [LibraryImport(Ggml, EntryPoint = "ggml_backend_dev_get")]
    internal static partial nint GetDevice(nuint index);

    [LibraryImport(GgmlBase, EntryPoint = "ggml_backend_dev_name")]
    internal static partial byte* DeviceName(nint device);

    [LibraryImport(GgmlBase, EntryPoint = "ggml_backend_dev_description")]
    internal static partial byte* DeviceDescription(nint device);

    [LibraryImport(GgmlBase, EntryPoint = "ggml_backend_dev_type")]
    internal static partial int DeviceType(nint device);

    [LibraryImport(GgmlBase, EntryPoint = "ggml_backend_dev_memory")]
    internal static partial void DeviceMemory(nint device, nuint* free, nuint* total);
}
