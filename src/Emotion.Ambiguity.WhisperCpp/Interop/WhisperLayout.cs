using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.WhisperCpp.Interop;

/// <summary>Checks that a library has the struct layouts of our header: its default values must be found where the layout says.</summary>
internal static unsafe class WhisperLayout
{
    /// <summary>The version that is built here, and the one of the prebuilt library for machines without a compiler, whose structs are the same.</summary>
    private static readonly string[] Versions = ["1.9.1", "1.8.6"];

    /// <summary>Returns the library's version.</summary>
    /// <exception cref="NativeLibraryException">It is not one that we are bound to.</exception>
    internal static string Check(nint library, string path)
    {
        var version = (delegate* unmanaged[Cdecl]<byte*>)Export(library, path, "whisper_version");
        var contextDefaults = (delegate* unmanaged[Cdecl]<WhisperContextParams>)Export(library, path, "whisper_context_default_params");
        var fullDefaults = (delegate* unmanaged[Cdecl]<int, WhisperFullParams>)Export(library, path, "whisper_full_default_params");

        var text = WhisperNative.Text(version());
        if (!Versions.Contains(text, StringComparer.Ordinal)) throw Wrong(path, $"It is whisper.cpp {text}, but this build is bound to {Versions[0]}.");
        if (!IsExpected(contextDefaults()) || !IsExpectedGreedy(fullDefaults(WhisperFullParams.GreedyStrategy)) || !IsExpectedBeam(fullDefaults(WhisperFullParams.BeamSearchStrategy)))
            throw Wrong(path, $"It says that it is whisper.cpp {text}, but its parameters are laid out differently from that version's header.");
        return text;
    }

    private static bool IsExpected(in WhisperContextParams p) => p is
    {
        UseGpu: 1, FlashAttention: 1, GpuDevice: 0, DtwTokenTimestamps: 0, DtwAlignmentHeadsPreset: 0,
        DtwTopCount: -1, DtwHeadCount: 0, DtwHeads: 0, DtwMemorySize: 128 * 1024 * 1024,
    };

    private static bool IsExpectedGreedy(in WhisperFullParams p) => IsExpected(p) && p is { Strategy: 0, GreedyBestOf: 5, BeamSize: -1 };

    private static bool IsExpectedBeam(in WhisperFullParams p) => IsExpected(p) && p is { Strategy: 1, GreedyBestOf: -1, BeamSize: 5 };

    private static bool IsExpected(in WhisperFullParams p) => p is
    {
        ThreadCount: >= 1 and <= 4, MaxTextContext: 16384, OffsetMilliseconds: 0, DurationMilliseconds: 0,
        Translate: 0, NoContext: 1, NoTimestamps: 0, SingleSegment: 0, PrintSpecial: 0, PrintProgress: 1, PrintRealtime: 0, PrintTimestamps: 1,
        TokenTimestamps: 0, TimestampThreshold: 0.01f, TimestampSumThreshold: 0.01f, MaxSegmentLength: 0, SplitOnWord: 0, MaxTokens: 0,
        DebugMode: 0, AudioContext: 0, TinyDiarize: 0, SuppressRegex: 0, InitialPrompt: 0, CarryInitialPrompt: 0, PromptTokens: 0, PromptTokenCount: 0,
        DetectLanguage: 0, SuppressBlank: 1, SuppressNonSpeechTokens: 0,
        Temperature: 0, MaxInitialTimestamp: 1, LengthPenalty: -1,
        TemperatureIncrement: 0.2f, EntropyThreshold: 2.4f, LogProbabilityThreshold: -1, NoSpeechThreshold: 0.6f, BeamPatience: -1,
        NewSegmentCallback: 0, NewSegmentCallbackData: 0, ProgressCallback: 0, ProgressCallbackData: 0,
        EncoderBeginCallback: 0, EncoderBeginCallbackData: 0, LogitsFilterCallback: 0, LogitsFilterCallbackData: 0,
        GrammarRules: 0, GrammarRuleCount: 0, GrammarStartRule: 0, GrammarPenalty: 100,
        Vad: 0, VadModelPath: 0, VadThreshold: 0.5f, VadMinSpeechMilliseconds: 250, VadMinSilenceMilliseconds: 100, VadSpeechPadMilliseconds: 30, VadSamplesOverlap: 0.1f,
    }
    && p.AbortCallback is null && p.AbortCallbackData is null
    && IsExpectedLanguage((byte*)p.Language);

    // Read byte by byte: were the layout another one, this would be some other pointer.
    private static bool IsExpectedLanguage(byte* language) => language is not null && language[0] == 'e' && language[1] == 'n' && language[2] == 0;

    private static nint Export(nint library, string path, string name) =>
        NativeLibrary.TryGetExport(library, name, out var address) ? address : throw Wrong(path, $"It has no function {name}.");

    private static NativeLibraryException Wrong(string path, string reason) => new(
        "whisper.cpp", reason, "Use the library that this project builds (docs/native.md).", [path]);
}
