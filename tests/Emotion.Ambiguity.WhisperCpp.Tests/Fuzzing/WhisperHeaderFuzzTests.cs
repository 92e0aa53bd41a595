using System.Text;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.WhisperCpp.Tests.Fuzzing;

/// <summary>Whisper files, damaged: walked to their end, or refused with a reason.</summary>
public sealed class WhisperHeaderFuzzTests
{
    private static readonly byte[][] Words = [[0x6c, 0x6d, 0x67, 0x67], .. new[] { 51864, 51865, 80, 201, 1500, 384, 6, 4, 448, 1, 2, 12, 0 }.Select(BitConverter.GetBytes), [.. "encoder.conv1.weight"u8]];

    [Fact]
    public void Read_AnyFile_WholeModelOrModelLoadException()
    {
        byte[][] files = [Small(51864, 1), Small(51865, 8)];
        new Fuzz("whisper", random => Mutations.Of(random, files, Words), Check).Run();
    }

    private static void Check(byte[] bytes)
    {
        try
        {
            var file = WhisperModelFile.Read(new MemoryStream(bytes, writable: false), "m.bin");
            file.WeightsOffset.ShouldBeInRange(44, bytes.Length);
        }
        catch (ModelLoadException refused)
        {
            refused.Reason.ShouldNotBeNullOrWhiteSpace();
        }
    }

    /// <summary>A header as whisper.cpp writes it, with few tokens and with tensors of one block each.</summary>
    private static byte[] Small(int vocabulary, int type)
    {
        var memory = new MemoryStream();
        using var file = new BinaryWriter(memory);
        foreach (var number in new[] { 0x67676d6c, vocabulary, 1500, 64, 1, 1, 448, 64, 1, 1, 80, type == 1 ? 1 : 7, 80, 201 }) file.Write(number);
        file.Write(new byte[80 * 201 * sizeof(float)]);
        file.Write(5);
        for (var token = 0; token < 5; token++)
        {
            file.Write(token);
            file.Write(new byte[token]);
        }

        for (var tensor = 0; tensor < 50; tensor++)
        {
            var name = Encoding.UTF8.GetBytes($"tensor.{tensor}");
            foreach (var number in new[] { 1, name.Length, type == 1 ? 1 : 8, 32 }) file.Write(number);
            file.Write(name);
            file.Write(new byte[type == 1 ? 64 : 34]);
        }

        file.Flush();
        Check(memory.ToArray()); // what is damaged must have been whole
        return memory.ToArray();
    }
}
