using System.Text;

namespace Emotion.Ambiguity.Speech.Wav;

/// <summary>Tells by the first bytes what a file is that is not WAV, whatever its name says.</summary>
internal static class FileSignature
{
    /// <summary>Bytes that are enough to tell.</summary>
    public const int Length = 12;

    /// <summary>The error for such a file.</summary>
    /// <param name="start">Its first bytes, at least one; fewer than <see cref="Length"/> where it has no more.</param>
    /// <param name="source">The file's name.</param>
    public static AudioFormatException Fault(ReadOnlySpan<byte> start, string source) => Sound(start) is var (what, extension)
        ? WavFault.OtherFormat(source, what, extension)
        : WavFault.NotSound(source, Describe(start));

    private static (string What, string Extension)? Sound(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("ID3"u8) || IsMpegFrame(start)) return ("an MP3 file", "mp3");
        if (start.StartsWith("fLaC"u8)) return ("a FLAC file", "flac");
        if (start.StartsWith("OggS"u8)) return ("an Ogg file (Vorbis, Opus or Speex)", "ogg");
        if (HasAt(start, 4, "ftyp"u8)) return ("an MP4 file (M4A, MP4 or MOV)", "m4a");
        if (start.StartsWith("FORM"u8) && (HasAt(start, 8, "AIFF"u8) || HasAt(start, 8, "AIFC"u8))) return ("an AIFF file", "aiff");
        if (start.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3])) return ("a WebM or Matroska file", "webm");
        if (start.StartsWith((ReadOnlySpan<byte>)[0x30, 0x26, 0xB2, 0x75])) return ("a Windows Media file", "wma");
        if (start.Length > 1 && start[0] == 0xFF && (start[1] & 0xF6) == 0xF0) return ("an AAC file", "aac");
        if (start.StartsWith("#!AMR"u8)) return ("an AMR file", "amr");
        if (start.StartsWith(".snd"u8)) return ("a Sun AU file", "au");
        if (start.StartsWith("caff"u8)) return ("a CAF file", "caf");
        if (start.StartsWith("wvpk"u8)) return ("a WavPack file", "wv");
        if (start.StartsWith("MAC "u8)) return ("a Monkey's Audio file", "ape");
        if (start.StartsWith("NIST"u8)) return ("a NIST SPHERE file", "sph");
        if (start.StartsWith("RIFX"u8)) return ("a big-endian RIFX file", "wav");
        if (start.StartsWith("riff"u8)) return ("a Wave64 file", "w64");
        return HasAt(start, 8, "AVI "u8) ? ("an AVI file", "avi") : null;
    }

    // 11 bits of sync, any version but the reserved one. Layers II and III only: layer I looks like the byte order mark of UTF-16 text.
    private static bool IsMpegFrame(ReadOnlySpan<byte> start) =>
        start.Length > 1 && start[0] == 0xFF && (start[1] & 0xE0) == 0xE0 && (start[1] & 0x18) != 0x08 && (start[1] & 0x06) is (0x02 or 0x04);

    private static string Describe(ReadOnlySpan<byte> start) => start.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0
        ? $"it begins with \"{Encoding.ASCII.GetString(start)}\""
        : $"it begins with the bytes {Convert.ToHexString(start)}";

    private static bool HasAt(ReadOnlySpan<byte> start, int offset, ReadOnlySpan<byte> what) =>
        start.Length >= offset && start[offset..].StartsWith(what);
}
