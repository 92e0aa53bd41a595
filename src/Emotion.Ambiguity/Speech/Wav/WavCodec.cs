using System.Buffers.Binary;

namespace Emotion.Ambiguity.Speech.Wav;

/// <summary>The numbers that name a codec in a WAV header (RFC 2361 and the registrations after it).</summary>
internal static class WavCodec
{
    public const int Pcm = 0x0001;
    public const int Float = 0x0003;
    public const int ALaw = 0x0006;
    public const int MuLaw = 0x0007;
    public const int Extensible = 0xFFFE;

    // xxxx0000-0000-0010-8000-00AA00389B71 as it lies in the file, after the tag.
    private static ReadOnlySpan<byte> WaveFormatGuidTail => [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    /// <summary>The codec that a sub-format stands for, or null where it stands for none.</summary>
    public static int? TagOf(ReadOnlySpan<byte> subFormat) =>
        subFormat[2..].SequenceEqual(WaveFormatGuidTail) ? BinaryPrimitives.ReadUInt16LittleEndian(subFormat) : null;

    /// <summary>What the codec is called.</summary>
    public static string NameOf(int tag) => tag switch
    {
        Pcm => "PCM",
        0x0002 => "Microsoft ADPCM",
        Float => "float",
        ALaw => "A-law",
        MuLaw => "mu-law",
        0x0008 => "DTS",
        0x0010 => "OKI ADPCM",
        0x0011 => "IMA ADPCM",
        0x0014 => "G.723 ADPCM",
        0x0017 => "Dialogic OKI ADPCM",
        0x0020 => "Yamaha ADPCM",
        0x0022 => "DSP Group TrueSpeech",
        0x0031 => "GSM 6.10",
        0x0040 => "G.721 ADPCM",
        0x0042 => "G.723.1",
        0x0045 or 0x0064 or 0x0085 => "G.726 ADPCM",
        0x0050 => "MPEG layer 1 or 2",
        0x0055 => "MPEG layer 3 (MP3)",
        0x0065 => "G.722 ADPCM",
        0x0083 => "G.729",
        0x0092 => "Dolby AC-3 over S/PDIF",
        0x00FF or 0x1600 or 0x1610 => "AAC",
        0x0160 or 0x0161 or 0x0162 or 0x0163 => "Windows Media Audio",
        0x0270 => "Sony ATRAC3",
        0x028E => "G.722",
        0x2000 => "Dolby AC-3",
        0x674F or 0x6750 or 0x6751 or 0x676F or 0x6770 or 0x6771 => "Ogg Vorbis",
        0x704F => "Opus",
        0xA109 => "Speex",
        0xF1AC => "FLAC",
        _ => "a codec that is not known here",
    };
}
