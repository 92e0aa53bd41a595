using System.Text;

namespace Emotion.Ambiguity.Tests.Shared;

/// <summary>Makes WAV files of 16 bit mono.</summary>
internal static class WavBytes
{
    public static byte[] Of(float[] samples, int sampleRateHz)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write(Encoding.ASCII.GetBytes("RIFF"));
        writer.Write(36 + (2 * samples.Length));
        writer.Write(Encoding.ASCII.GetBytes("WAVEfmt "));
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(sampleRateHz);
        writer.Write(2 * sampleRateHz);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write(Encoding.ASCII.GetBytes("data"));
        writer.Write(2 * samples.Length);
        foreach (var sample in samples) writer.Write((short)Math.Clamp(sample * 32_767, -32_768, 32_767));
        writer.Flush();
        return file.ToArray();
    }
}
