using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.WhisperCpp.Interop;

/// <summary>The functions of whisper.h, version 1.9.1. Call <see cref="WhisperLibrary.Load"/> first.</summary>
internal static unsafe partial class WhisperNative
{
    /// <summary>Stands for the file that <see cref="WhisperLibrary"/> chose.</summary>
    internal const string Library = "whisper";

    [LibraryImport(Library, EntryPoint = "whisper_version")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial byte* Version();

    [LibraryImport(Library, EntryPoint = "whisper_print_system_info")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial byte* SystemInfo();

    [LibraryImport(Library, EntryPoint = "whisper_log_set")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial void SetLog(delegate* unmanaged[Cdecl]<int, byte*, void*, void> callback, void* data);

    [LibraryImport(Library, EntryPoint = "whisper_context_default_params")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial WhisperContextParams ContextDefaultParams();

    [LibraryImport(Library, EntryPoint = "whisper_full_default_params")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial WhisperFullParams FullDefaultParams(int strategy);

    [LibraryImport(Library, EntryPoint = "whisper_init_with_params_no_state")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial nint CreateContext(WhisperModelLoader* loader, WhisperContextParams parameters);

    [LibraryImport(Library, EntryPoint = "whisper_free")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial void FreeContext(nint context);

    [LibraryImport(Library, EntryPoint = "whisper_init_state")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial nint CreateState(WhisperContextHandle context);

    [LibraryImport(Library, EntryPoint = "whisper_free_state")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial void FreeState(nint state);

    [LibraryImport(Library, EntryPoint = "whisper_full_with_state")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial int Full(WhisperContextHandle context, WhisperStateHandle state, WhisperFullParams parameters, float* samples, int sampleCount);

    [LibraryImport(Library, EntryPoint = "whisper_full_n_segments_from_state")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial int SegmentCount(WhisperStateHandle state);

    [LibraryImport(Library, EntryPoint = "whisper_full_lang_id_from_state")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial int StateLanguage(WhisperStateHandle state);

    [LibraryImport(Library, EntryPoint = "whisper_full_get_segment_no_speech_prob_from_state")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial float SegmentNoSpeechProbability(WhisperStateHandle state, int segment);

    [LibraryImport(Library, EntryPoint = "whisper_full_n_tokens_from_state")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial int TokenCount(WhisperStateHandle state, int segment);

    [LibraryImport(Library, EntryPoint = "whisper_full_get_token_data_from_state")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial WhisperTokenData TokenData(WhisperStateHandle state, int segment, int token);

    [LibraryImport(Library, EntryPoint = "whisper_full_get_token_text_from_state")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial byte* TokenText(WhisperContextHandle context, WhisperStateHandle state, int segment, int token);

    [LibraryImport(Library, EntryPoint = "whisper_token_eot")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial int EndOfTextToken(WhisperContextHandle context);

    [LibraryImport(Library, EntryPoint = "whisper_lang_id", StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial int LanguageId(string language);

    [LibraryImport(Library, EntryPoint = "whisper_lang_str")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial byte* LanguageString(int id);

    /// <summary>The two- or three-letter code of a language.</summary>
    internal static string LanguageCode(int id) => Text(LanguageString(id));

    /// <summary>Reads a C string that the library keeps.</summary>
    internal static string Text(byte* utf8) => Marshal.PtrToStringUTF8((nint)utf8) ?? "";
}
