using System.Buffers.Binary;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.ExtensionsAI;

/// <summary>Writes sound as the one file format that every service reads: WAV, mono, 16 bits.</summary>
internal static class WavFile
{
    private const int HeaderBytes = 44;

    public static MemoryStream Write(Audio audio)
    {
        var samples = audio.Samples.Span;
        var bytes = new byte[HeaderBytes + (2 * samples.Length)];
        WriteHeader(bytes, audio.SampleRateHz);
        for (var i = 0; i < samples.Length; i++)
        {
            var value = Math.Round(Math.Clamp(samples[i], -1f, 1f) * short.MaxValue);
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(HeaderBytes + (2 * i)), (short)value);
        }

        return new MemoryStream(bytes, writable: false);
    }

    private static void WriteHeader(Span<byte> bytes, int sampleRateHz)
    {
        "RIFF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(bytes[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[24..], sampleRateHz);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[28..], 2 * sampleRateHz);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[34..], 16);
        "data"u8.CopyTo(bytes[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[40..], bytes.Length - HeaderBytes);
    }
}
