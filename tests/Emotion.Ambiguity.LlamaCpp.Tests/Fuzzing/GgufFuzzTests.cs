using System.Text;
using Emotion.Ambiguity.LlamaCpp.Gguf;
using Emotion.Ambiguity.LlamaCpp.Tests.Support;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.LlamaCpp.Tests.Fuzzing;

/// <summary>Headers of GGUF files, damaged: read, or refused with a reason, without taking memory that the file does not hold.</summary>
public sealed class GgufFuzzTests
{
    private static readonly byte[][] Words =
        [[.. "GGUF"u8], .. new[] { "general.architecture", "general.alignment", "llama", "tokenizer.ggml.tokens", "split.count", "weight" }.Select(Encoding.UTF8.GetBytes), [9, 0, 0, 0], [8, 0, 0, 0], [9, 0, 0, 0, 9, 0, 0, 0], [32, 0, 0, 0, 0, 0, 0, 0]];

    [Fact]
    public void Read_AnyHeader_HeaderOrInvalidDataException()
    {
        byte[][] files = [Small(), Empty(), Small(version: 2)];
        new Fuzz("gguf", random => Mutations.Of(random, files, Words), Check).Run();
    }

    private static void Check(byte[] bytes)
    {
        try
        {
            var file = GgufFile.Read(new MemoryStream(bytes, writable: false));
            file.TensorCount.ShouldBeInRange(0, bytes.Length);
            file.Architecture.ShouldNotBeNull();
            (ModelHeader.FaultOf(file) ?? ".").ShouldEndWith(".");
        }
        catch (InvalidDataException refused)
        {
            refused.Message.ShouldEndWith(".");
        }
    }

    private static byte[] Small(uint version = 3)
    {
        var file = new GgufBuilder { Version = version };
        file.Text("general.architecture", "llama");
        file.Number("general.alignment", 32u);
        file.Number("llama.context_length", 512u);
        file.Number("llama.attention.layer_norm_rms_epsilon", 1e-5f);
        file.Flag("tokenizer.ggml.add_bos_token", true);
        file.Texts("tokenizer.ggml.tokens", ["<unk>", "a", "b", "▁c"]);
        file.Array("tokenizer.ggml.scores", 6, new[] { 0f, 1, 2, 3 }, (w, s) => w.Write(s));
        file.Array("tokenizer.ggml.token_type", 5, new[] { 2, 1, 1, 1 }, (w, t) => w.Write(t));
        file.Tensor("token_embd.weight", [4, 4], new float[16]);
        file.Tensor("output.weight", [4, 4], new Half[16]);
        return file.Write();
    }

    private static byte[] Empty() => new GgufBuilder().Write();
}
