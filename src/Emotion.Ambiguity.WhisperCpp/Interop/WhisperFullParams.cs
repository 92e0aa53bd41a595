using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.WhisperCpp.Interop;

/// <summary>whisper_full_params of whisper.cpp 1.9.1, field for field. A C bool is one byte.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct WhisperFullParams
{
    public const int GreedyStrategy = 0;
    public const int BeamSearchStrategy = 1;

    public int Strategy;

    public int ThreadCount;
    public int MaxTextContext;
    public int OffsetMilliseconds;
    public int DurationMilliseconds;

    public byte Translate;
    public byte NoContext;
    public byte NoTimestamps;
    public byte SingleSegment;
    public byte PrintSpecial;
    public byte PrintProgress;
    public byte PrintRealtime;
    public byte PrintTimestamps;

    public byte TokenTimestamps;
    public float TimestampThreshold;
    public float TimestampSumThreshold;
    public int MaxSegmentLength;
    public byte SplitOnWord;
    public int MaxTokens;

    public byte DebugMode;
    public int AudioContext;

    public byte TinyDiarize;

    public nint SuppressRegex;

    public nint InitialPrompt;
    public byte CarryInitialPrompt;
    public nint PromptTokens;
    public int PromptTokenCount;

    public nint Language;
    public byte DetectLanguage;

    public byte SuppressBlank;
    public byte SuppressNonSpeechTokens;

    public float Temperature;
    public float MaxInitialTimestamp;
    public float LengthPenalty;

    public float TemperatureIncrement;
    public float EntropyThreshold;
    public float LogProbabilityThreshold;
    public float NoSpeechThreshold;

    public int GreedyBestOf;
    public int BeamSize;
    public float BeamPatience;

    public nint NewSegmentCallback;
    public nint NewSegmentCallbackData;

    public nint ProgressCallback;
    public nint ProgressCallbackData;

    public nint EncoderBeginCallback;
    public nint EncoderBeginCallbackData;

    public delegate* unmanaged[Cdecl]<void*, byte> AbortCallback;
    public void* AbortCallbackData;

    public nint LogitsFilterCallback;
    public nint LogitsFilterCallbackData;

    public nint GrammarRules;
    public nuint GrammarRuleCount;
    public nuint GrammarStartRule;
    public float GrammarPenalty;

    public byte Vad;
    public nint VadModelPath;

    public float VadThreshold;
    public int VadMinSpeechMilliseconds;
    public int VadMinSilenceMilliseconds;
    public float VadMaxSpeechSeconds;
    public int VadSpeechPadMilliseconds;
    public float VadSamplesOverlap;
}
