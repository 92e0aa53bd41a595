using System.Buffers.Binary;

namespace Emotion.Ambiguity.Speech.Wav;

/// <summary>Turns bytes into samples with full scale from -1 to 1, and channels into one.</summary>
internal static class SampleDecoder
{
    /// <summary>Decodes as many samples as the destination holds.</summary>
    public static void Decode(WavEncoding encoding, ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        switch (encoding)
        {
            case WavEncoding.Pcm8:
                for (var i = 0; i < samples.Length; i++) samples[i] = (bytes[i] - 128) / 128f;
                break;
            case WavEncoding.Pcm16:
                for (var i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]) / 32_768f;
                break;
            case WavEncoding.Pcm24:
                for (var i = 0; i < samples.Length; i++) samples[i] = Int24(bytes[(3 * i)..]) / 8_388_608f;
                break;
            case WavEncoding.Pcm32:
                for (var i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]) / 2_147_483_648f;
                break;
            case WavEncoding.Float32:
                for (var i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
                break;
            case WavEncoding.Float64:
                for (var i = 0; i < samples.Length; i++) samples[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
                break;
            case WavEncoding.ALaw:
                for (var i = 0; i < samples.Length; i++) samples[i] = G711.ALaw[bytes[i]];
                break;
            case WavEncoding.MuLaw:
                for (var i = 0; i < samples.Length; i++) samples[i] = G711.MuLaw[bytes[i]];
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "There is no such encoding.");
        }
    }

    /// <summary>The mean over the channels of every frame.</summary>
    /// <param name="interleaved">Frame by frame, channel by channel.</param>
    /// <param name="channels">At least 1.</param>
    /// <param name="mono">Receives one sample a frame.</param>
    public static void MixDown(ReadOnlySpan<float> interleaved, int channels, Span<float> mono)
    {
        if (channels == 1)
        {
            interleaved.CopyTo(mono);
            return;
        }

        for (var frame = 0; frame < mono.Length; frame++)
        {
            var sum = 0.0;
            foreach (var sample in interleaved.Slice(frame * channels, channels)) sum += sample;
            mono[frame] = (float)(sum / channels);
        }
    }

    private static int Int24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | ((sbyte)bytes[2] << 16);
}
