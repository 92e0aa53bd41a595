using System.Text;

namespace Emotion.Ambiguity.AspNetCore.Tests.Support;

/// <summary>WAV files made for a test.</summary>
internal static class Wav
{
    /// <summary>A tone, 16 bit mono.</summary>
    public static byte[] Tone(double seconds, int sampleRateHz = 8_000)
    {
        var count = (int)(seconds * sampleRateHz);
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write(Encoding.ASCII.GetBytes("RIFF"));
        writer.Write(36 + (2 * count));
        writer.Write(Encoding.ASCII.GetBytes("WAVEfmt "));
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(sampleRateHz);
        writer.Write(2 * sampleRateHz);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write(Encoding.ASCII.GetBytes("data"));
        writer.Write(2 * count);
        for (var i = 0; i < count; i++) writer.Write((short)(8_000 * Math.Sin(2 * Math.PI * 300 * i / sampleRateHz)));
        writer.Flush();
        return file.ToArray();
    }
}
