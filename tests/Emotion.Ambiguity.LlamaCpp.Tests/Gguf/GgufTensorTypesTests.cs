using System.Runtime.InteropServices;
using Emotion.Ambiguity.LlamaCpp.Gguf;

namespace Emotion.Ambiguity.LlamaCpp.Tests.Gguf;

public sealed class GgufTensorTypesTests
{
    /// <summary>The table is our own; the library's is the truth.</summary>
    [Fact]
    public void Known_EveryType_AgreesWithTheLibrary()
    {
        var file = LlamaCppEngine.Probe().Files.Single(f => Path.GetFileName(f).Contains("ggml-base", StringComparison.Ordinal));
        var library = NativeLibrary.Load(file);
        var blockSize = Marshal.GetDelegateForFunctionPointer<BlockSize>(NativeLibrary.GetExport(library, "ggml_blck_size"));
        var typeSize = Marshal.GetDelegateForFunctionPointer<TypeSize>(NativeLibrary.GetExport(library, "ggml_type_size"));
        foreach (var (type, values, bytes) in GgufTensorTypes.Known)
        {
            blockSize((int)type).ShouldBe(values, $"values in a block of type {type}");
            ((int)typeSize((int)type)).ShouldBe(bytes, $"bytes of a block of type {type}");
        }
    }

    private delegate long BlockSize(int type);

    private delegate nuint TypeSize(int type);
}
