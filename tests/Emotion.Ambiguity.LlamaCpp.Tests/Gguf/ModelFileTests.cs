using System.Buffers.Binary;
using System.Text;
using Emotion.Ambiguity.LlamaCpp.Gguf;
using Emotion.Ambiguity.LlamaCpp.Tests.Support;

namespace Emotion.Ambiguity.LlamaCpp.Tests.Gguf;

/// <summary>Files that are no model: each is refused in managed code, with a message that says what it is.</summary>
public sealed class ModelFileTests
{
    private static readonly byte[] Tiny = new TinyGguf().Write();

    [Fact]
    public void Check_TinyModel_HeaderRead()
    {
        using var file = new TemporaryFile(Tiny);
        var header = ModelFile.Check(file.Path);
        header.Architecture.ShouldBe("llama");
        header.Text("general.name").ShouldBe("tiny-random");
        header.Text("tokenizer.chat_template").ShouldBe(TinyGguf.ChatMl);
        header.Integer("llama.context_length").ShouldBe(512);
        header.TensorCount.ShouldBe(3 + (2 * 9));
    }

    [Fact]
    public void Check_EmbeddedModel_HeaderRead()
    {
        var header = ModelFile.Check(TestModels.MiniPath);
        header.Architecture.ShouldBe("llama");
        header.Integer("llama.embedding_length").ShouldBe(576);
    }

    [Fact]
    public void Check_MissingFile_SaysSo() => Refusal(Path.Combine(Path.GetTempPath(), "no-such-file.gguf")).ShouldContain("no such file");

    [Fact]
    public void Check_Folder_SaysSo() => Refusal(Path.GetTempPath()).ShouldContain("folder");

    [Fact]
    public void Check_EmptyFile_SaysSo() => Refusal([]).ShouldContain("empty");

    [Fact]
    public void Check_TwoBytes_SaysSo() => Refusal([71, 71]).ShouldContain("too short");

    [Fact]
    public void Check_TextFile_SaysSo() => Refusal("Hello, this is not a model at all, it is a text.\n"u8).ShouldContain("text file");

    [Fact]
    public void Check_LfsPointer_SaysSo() => Refusal("version https://git-lfs.github.com/spec/v1\noid sha256:0\n"u8).ShouldContain("Git LFS");

    [Fact]
    public void Check_WhisperModel_SaysWhereItBelongs()
    {
        var bytes = new byte[100];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, 0x67676d6c);
        Refusal(bytes).ShouldContain("Pass it as the transcriber");
    }

    [Fact]
    public void Check_Projector_SaysWhereItBelongs() => Refusal(new TinyGguf { Architecture = "clip" }.Write()).ShouldContain("Pass it as the audio projector");

    [Fact]
    public void Check_Archive_SaysSo() => Refusal([0x50, 0x4b, 3, 4, 0, 0, 0, 0, 0, 0]).ShouldContain("archive");

    [Fact]
    public void Check_BinaryRubbish_SaysSo() => Refusal([1, 2, 3, 4, 5, 6, 7, 8, 9, 250, 251]).ShouldContain("no GGUF file");

    [Fact]
    public void Check_CutInHalf_SaysSo() => Refusal(Tiny.AsSpan(0, Tiny.Length / 2)).ShouldContain("cut short");

    [Fact]
    public void Check_LastByteMissing_SaysSo() => Refusal(Tiny.AsSpan(0, Tiny.Length - 64)).ShouldContain("cut short");

    [Theory]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(24)]
    [InlineData(100)]
    [InlineData(3000)]
    public void Check_CutInsideHeader_SaysSo(int length) => Refusal(Tiny.AsSpan(0, length)).ShouldMatch("header|cut short");

    [Fact]
    public void Check_CutAnywhere_RefusedWithoutCrash()
    {
        for (var length = 0; length < 20_000; length += 97) Refusal(Tiny.AsSpan(0, length)).ShouldNotBeEmpty();
    }

    [Fact]
    public void Check_AnyByteOfTheHeaderChanged_AcceptedOrRefusedWithoutCrash()
    {
        for (var at = 4; at < 2000; at += 7)
        {
            var bytes = Tiny.ToArray();
            bytes[at] = 0xff;
            using var file = new TemporaryFile(bytes);
            try
            {
                ModelFile.Check(file.Path);
            }
            catch (ModelLoadException)
            {
            }
        }
    }

    [Fact]
    public void Check_BigEndian_SaysSo() => Refusal(new TinyGguf { Version = BinaryPrimitives.ReverseEndianness(3u) }.Write()).ShouldContain("big-endian");

    [Fact]
    public void Check_UnknownVersion_SaysSo() => Refusal(new TinyGguf { Version = 9 }.Write()).ShouldContain("version 9");

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void Check_AbsurdCounts_RefusedWithoutAllocating(int at)
    {
        var bytes = Tiny.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), ulong.MaxValue / 3);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refusal(bytes).ShouldContain("entries");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void Check_AbsurdTextLength_Refused()
    {
        var bytes = Tiny.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), long.MaxValue);
        Refusal(bytes).ShouldContain("header");
    }

    [Fact]
    public void Check_TensorOfSizeZero_Refused() // llama.cpp divides by it
    {
        var file = new GgufBuilder();
        file.Text("general.architecture", "llama");
        file.Tensor("token_embd.weight", [64, 0], []);
        Refusal(file.Write()).ShouldContain("impossible size");
    }

    [Fact]
    public void Check_AlignmentOfAnotherKind_Refused() // llama.cpp ends the process over it
    {
        var file = new GgufBuilder();
        file.Text("general.architecture", "llama");
        file.Number("general.alignment", 32);
        Refusal(file.Write()).ShouldContain("general.alignment");
    }

    // llama.cpp ends the process over each of these.
    [Fact]
    public void Check_AlignmentThatIsNoPowerOfTwo_Refused() => Refusal(Vocabulary(f => f.Number("general.alignment", 48u))).ShouldContain("no power of 2");

    [Theory]
    [InlineData(0u)]
    [InlineData(513u)]
    [InlineData(uint.MaxValue)]
    public void Check_LayersThatCannotBe_Refused(uint layers) => Refusal(Vocabulary(f => f.Number("llama.block_count", layers))).ShouldContain($"{layers} layers");

    [Theory]
    [InlineData(513u, 2u)]
    [InlineData(8u, 9u)]
    [InlineData(8u, 0u)]
    [InlineData(0u, 2u)]
    public void Check_ExpertsThatCannotBe_Refused(uint experts, uint used) => Refusal(Vocabulary(f =>
    {
        f.Number("llama.expert_count", experts);
        f.Number("llama.expert_used_count", used);
    })).ShouldContain("experts");

    [Theory]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    public void Check_EpsilonBelowZero_Refused(float epsilon) => Refusal(Vocabulary(f => f.Number("llama.attention.layer_norm_rms_epsilon", epsilon))).ShouldContain("layer_norm_rms_epsilon");

    [Fact]
    public void Check_TokenTwice_Refused() => Refusal(Vocabulary(_ => { }, "a", "b", "a")).ShouldContain("same token twice");

    [Fact]
    public void Check_TokensAlikeUpToAZero_Refused() => Refusal(Vocabulary(_ => { }, "a", "a\0b")).ShouldContain("same token twice");

    [Fact]
    public void Check_EmptyTokens_AreNoRepeat()
    {
        using var file = new TemporaryFile(Vocabulary(_ => { }, "", "a", ""));
        ModelFile.Check(file.Path).Tokens.Count.ShouldBe(3);
    }

    [Fact]
    public void Check_FewerScoresThanTokens_Refused() => Refusal(Vocabulary(f => f.Array("tokenizer.ggml.scores", 6, new[] { 0f, 1f }, (w, s) => w.Write(s)), "a", "b", "c")).ShouldContain("3 tokens, but 2 entries of scores");

    [Fact]
    public void Check_KindsOfTokensAsTexts_Refused() => Refusal(Vocabulary(f => f.Texts("tokenizer.ggml.token_type", ["1"]), "a")).ShouldContain("token_type");

    [Fact]
    public void Check_TokensThatAreNumbers_Refused() => Refusal(Vocabulary(f => f.Array("tokenizer.ggml.tokens", 4, new[] { 1u }, (w, s) => w.Write(s)))).ShouldContain("no texts");

    [Fact]
    public void Check_MergesThatAreNumbers_Refused() => Refusal(Vocabulary(f => f.Array("tokenizer.ggml.merges", 4, new[] { 1u }, (w, s) => w.Write(s)), "a")).ShouldContain("merges");

    [Fact]
    public void Check_SentencePieceWithoutAByte_Refused() =>
        Refusal(Vocabulary(f => f.Text("tokenizer.ggml.model", "llama"), [.. Enumerable.Range(0, 256).Where(b => b != 0x7F).Select(b => $"<0x{b:X2}>")])).ShouldContain("byte 0x7F");

    [Fact]
    public void Check_ArrayOfArrays_Refused() => Refusal(Vocabulary(f => f.Array("x", 9, new[] { 4u }, (w, s) => w.Write(s)))).ShouldContain("array of arrays");

    [Fact]
    public void Check_TensorWhoseBytesOverflow_Refused()
    {
        var file = new GgufBuilder();
        file.Text("general.architecture", "llama");
        file.Tensor("token_embd.weight", [1L << 61], [], type: 28); // 8 bytes each: 2^64 in all, which is 0 in 64 bits
        Refusal(file.Write()).ShouldContain("cut short");
    }

    [Fact]
    public void Check_UnknownTensorType_LeftToTheLibrary()
    {
        using var file = new TemporaryFile(new TinyGguf { FirstTensorType = 200 }.Write());
        ModelFile.Check(file.Path).TensorCount.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Load_UnknownTensorType_LibrarysReasonReported()
    {
        using var file = new TemporaryFile(new TinyGguf { FirstTensorType = 200 }.Write());
        var exception = Should.Throw<ModelLoadException>(() => LlamaCppModel.Load(file.Path));
        exception.Reason.ShouldContain("llama.cpp refused it");
        exception.Reason.ShouldContain("type", Case.Insensitive);
    }

    [Fact]
    public void Load_UnknownArchitecture_LibrarysReasonReported()
    {
        using var file = new TemporaryFile(new TinyGguf { Architecture = "nonesuch" }.Write());
        var exception = Should.Throw<ModelLoadException>(() => LlamaCppModel.Load(file.Path));
        exception.Reason.ShouldContain("nonesuch");
        exception.Remedy.ShouldContain("newer");
    }

    [Fact]
    public void Load_TextFileNamedGguf_ProcessLives()
    {
        using var file = new TemporaryFile(Encoding.UTF8.GetBytes("not a model"));
        Should.Throw<ModelLoadException>(() => LlamaCppModel.Load(file.Path)).Path.ShouldBe(file.Path);
    }

    private static byte[] Vocabulary(Action<GgufBuilder> change, params string[] tokens)
    {
        var file = new GgufBuilder();
        file.Text("general.architecture", "llama");
        if (tokens.Length > 0) file.Texts("tokenizer.ggml.tokens", tokens);
        change(file);
        return file.Write();
    }

    private static string Refusal(ReadOnlySpan<byte> content)
    {
        using var file = new TemporaryFile(content);
        return Refusal(file.Path);
    }

    private static string Refusal(string path) => Should.Throw<ModelLoadException>(() => ModelFile.Check(path)).Message;
}
