using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.WhisperCpp.Interop;

/// <summary>whisper_token_data of whisper.cpp 1.9.1. Times are in hundredths of a second.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WhisperTokenData
{
    public int Id;
    public int TimestampId;
    public float Probability;
    public float LogProbability;
    public float TimestampProbability;
    public float TimestampProbabilitySum;
    public long Start;
    public long End;
    public long DtwTime;
    public float VoiceLength;
}
