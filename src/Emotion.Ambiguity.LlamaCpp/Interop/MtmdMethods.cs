using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>Every function of mtmd that the audio encoder calls. Signatures follow mtmd.h and llama.h of b10256. Call <see cref="MtmdLibrary.Load"/> first.</summary>
internal static unsafe partial class MtmdMethods
{
    /// <summary>Stands for the file that <see cref="MtmdLibrary"/> chose.</summary>
    internal const string Mtmd = "mtmd";

    [LibraryImport(Mtmd, EntryPoint = "mtmd_log_set")]
    internal static partial void SetLog(delegate* unmanaged<int, byte*, nint, void> callback, nint userData);

    [LibraryImport(Mtmd, EntryPoint = "llama_log_set")]
    internal static partial void SetEngineLog(delegate* unmanaged<int, byte*, nint, void> callback, nint userData);

    [LibraryImport(Mtmd, EntryPoint = "llama_supports_gpu_offload")]
    internal static partial byte HasGpu();

    [LibraryImport(Mtmd, EntryPoint = "llama_model_default_params")]
    internal static partial ParameterBuffer DefaultTextModelParams();

    [LibraryImport(Mtmd, EntryPoint = "llama_model_load_from_file", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial MtmdTextModelHandle LoadTextModel(string path, MtmdTextModelParams parameters);

    [LibraryImport(Mtmd, EntryPoint = "llama_model_free")]
    internal static partial void FreeTextModel(nint model);

    [LibraryImport(Mtmd, EntryPoint = "mtmd_context_params_default")]
    internal static partial ParameterBuffer DefaultContextParams();

    [LibraryImport(Mtmd, EntryPoint = "mtmd_init_from_file", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial MtmdContextHandle CreateContext(string projectorPath, MtmdTextModelHandle textModel, MtmdContextParams parameters);

    [LibraryImport(Mtmd, EntryPoint = "mtmd_free")]
    internal static partial void FreeContext(nint context);

    [LibraryImport(Mtmd, EntryPoint = "mtmd_decode_use_mrope")]
    internal static partial byte NeedsSeveralPositions(MtmdContextHandle context);

    [LibraryImport(Mtmd, EntryPoint = "mtmd_get_audio_sample_rate")]
    internal static partial int SampleRate(MtmdContextHandle context);

    [LibraryImport(Mtmd, EntryPoint = "mtmd_get_marker")]
    internal static partial byte* Marker(MtmdContextHandle context);

    [LibraryImport(Mtmd, EntryPoint = "mtmd_bitmap_init_from_audio")]
    internal static partial MtmdBitmapHandle CreateBitmap(nuint samples, float* data);

    [LibraryImport(Mtmd, EntryPoint = "mtmd_bitmap_free")]
    internal static partial void FreeBitmap(nint bitmap);

    [LibraryImport(Mtmd, EntryPoint = "mtmd_input_chunks_init")]
    internal static partial MtmdChunksHandle CreateChunks();

    [LibraryImport(Mtmd, EntryPoint = "mtmd_input_chunks_free")]
    internal static partial void FreeChunks(nint chunks);

    [LibraryImport(Mtmd, EntryPoint = "mtmd_input_chunks_size")]
    internal static partial nuint ChunkCount(MtmdChunksHandle chunks);

    [LibraryImport(Mtmd, EntryPoint = "mtmd_input_chunks_get")]
    internal static partial nint Chunk(MtmdChunksHandle chunks, nuint index);

    [LibraryImport(Mtmd, EntryPoint = "mtmd_input_chunk_get_type")]
    internal static partial int ChunkType(nint chunk);

    [LibraryImport(Mtmd, EntryPoint = "mtmd_input_chunk_get_n_tokens")]
    internal static partial nuint ChunkTokenCount(nint chunk);

    [LibraryImport(Mtmd, EntryPoint = "mtmd_input_chunk_get_tokens_text")]
    internal static partial int* ChunkTokens(nint chunk, nuint* count);

    [LibraryImport(Mtmd, EntryPoint = "mtmd_tokenize")]
    internal static partial int Tokenize(MtmdContextHandle context, MtmdChunksHandle output, in MtmdInputText text, nint* bitmaps, nuint bitmapCount);

    [LibraryImport(Mtmd, EntryPoint = "mtmd_encode_chunk")]
    internal static partial int Encode(MtmdContextHandle context, nint chunk);

    [LibraryImport(Mtmd, EntryPoint = "mtmd_get_output_embd")]
    internal static partial float* Output(MtmdContextHandle context);
}
