using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.LlamaCpp;

/// <summary>Tells clips apart by what is in them. Hashing 30 s takes about a millisecond, encoding them a second or more.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ClipKey(UInt128 First, UInt128 Second, int Samples, int SampleRateHz)
{
    public static ClipKey Of(Audio audio)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(audio.Samples.Span), hash);
        return new ClipKey(MemoryMarshal.Read<UInt128>(hash), MemoryMarshal.Read<UInt128>(hash[16..]), audio.Samples.Length, audio.SampleRateHz);
    }
}
