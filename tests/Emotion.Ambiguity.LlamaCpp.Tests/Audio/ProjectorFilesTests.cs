using Emotion.Ambiguity.LlamaCpp.Tests.Support;

namespace Emotion.Ambiguity.LlamaCpp.Tests;

/// <summary>Which files load, and what is said of those that do not. Whatever is in a file, the process lives.</summary>
public sealed class ProjectorFilesTests
{
    private static readonly byte[] Whole = new TinyProjector().Write();

    /// <summary>Inside the magic, the counts, the values, the names of tensors and the weights.</summary>
    public static TheoryData<int> Lengths => [3, 4, 12, 20, 24, 40, 300, 700, 1000, 2000, 3000, 20_000, Whole.Length / 2, Whole.Length - 1];

    public static TheoryData<string, string> Faults => new()
    {
        { "clip.audio.embedding_length", "embedding_length is missing" },
        { "clip.audio.num_mel_bins", "num_mel_bins is missing" },
        { "clip.audio.block_count", "block_count is missing" },
        { "clip.audio.attention.head_count", "head_count is missing" },
        { "clip.audio.attention.layer_norm_epsilon", "layer_norm_epsilon is missing" },
        { "clip.has_audio_encoder", "without an encoder of sound" },
        { "clip.projector_type", "projector type \"\" is not supported" },
        { "a.position_embd.weight", "a.position_embd.weight is missing" },
        { "a.conv1d.2.bias", "a.conv1d.2.bias is missing" },
        { "a.blk.0.attn_k.weight", "a.blk.0.attn_k.weight is missing" },
        { "a.blk.0.ln2.bias", "a.blk.0.ln2.bias is missing" },
        { "mm.a.fc.weight", "mm.a.fc.weight is missing" },
    };

    [Theory]
    [InlineData("qwen2a", 4, 750)]
    [InlineData("voxtral", 5, 150)]
    [InlineData("ultravox", 5, 300)]
    [InlineData("ultravox", 1, 1500)]
    public async Task LoadAsync_KnownLayout_EncodesSound(string type, int stack, int rows)
    {
        using var files = new TinyPair(new TinyProjector { Type = type, Stack = stack });
        await using var encoder = await files.LoadAsync();
        var sound = await encoder.EncodeAsync(MiniEncoder.Joined(2));
        (sound.Rows, sound.Width).ShouldBe((rows, TinyGguf.Width));
        sound.Values.ToArray().Distinct().Count().ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task EncodeAsync_VocabularyWithMarkers_TheyStandAroundTheSound()
    {
        using var files = new TinyPair(new TinyProjector(), new TinyGguf { MoreControlTokens = ["<|audio_bos|>", "<|audio_eos|>"] });
        await using var encoder = await files.LoadAsync();
        var sound = await encoder.EncodeAsync(MiniEncoder.Joined(2));
        sound.LeadingTokenIds.ToArray().ShouldBe([TinyGguf.VocabularySize]);
        sound.TrailingTokenIds.ToArray().ShouldBe([TinyGguf.VocabularySize + 1]);
    }

    [Fact]
    public async Task EncodeAsync_VocabularyWithoutMarkers_LeftOutAndLoggedOnce()
    {
        using var files = new TinyPair();
        var log = new ListLogger();
        await using var encoder = await files.LoadAsync(new MtmdAudioEncoderOptions { Logger = log });
        var sound = await encoder.EncodeAsync(MiniEncoder.Joined(2));
        await encoder.EncodeAsync(MiniEncoder.Joined(3));
        (sound.LeadingTokenIds.Length, sound.TrailingTokenIds.Length).ShouldBe((0, 0));
        log.Lines.Count(line => line.Contains("lacks some", StringComparison.Ordinal)).ShouldBe(1);
        log.Lines.ShouldContain(line => line.StartsWith("mtmd: ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public async Task LoadAsync_CutShort_Refused(int length)
    {
        using var file = new TemporaryFile(Whole.AsSpan(0, length));
        (await RefusalAsync(file.Path, TestModels.MiniPath)).Path.ShouldBe(file.Path);
    }

    [Fact]
    public async Task LoadAsync_OtherWidth_SaysBoth()
    {
        using var files = new TinyPair();
        var refusal = await RefusalAsync(files.ProjectorPath, TestModels.MiniPath);
        refusal.Reason.ShouldBe("its rows are 64 wide, but emotion-ambiguity-mini-q5_1.gguf takes rows of 576.");
        refusal.Remedy.ShouldContain("made together");
    }

    [Fact]
    public async Task LoadAsync_LanguageModelAsProjector_SaysWhereItBelongs() =>
        (await RefusalAsync(TestModels.MiniPath, TestModels.MiniPath)).Message.ShouldSatisfyAllConditions(m => m.ShouldContain("it is a language model"), m => m.ShouldContain("mmproj"));

    [Fact]
    public async Task LoadAsync_ProjectorAsLanguageModel_SaysWhereItBelongs()
    {
        var refusal = await RefusalAsync(TestModels.MiniProjectorPath, TestModels.MiniProjectorPath);
        refusal.Remedy.ShouldContain("Pass it as the audio projector");
    }

    [Fact]
    public async Task LoadAsync_NoSuchFile_SaysSo() => (await RefusalAsync("no-such-mmproj.gguf", TestModels.MiniPath)).Reason.ShouldContain("no such file");

    [Fact]
    public async Task LoadAsync_PositionsOfSeveralDimensions_Refused()
    {
        using var files = new TinyPair(null, new TinyGguf { Architecture = "qwen2vl", PositionSections = [4, 2, 2, 0] });
        (await RefusalAsync(files.ProjectorPath, files.ModelPath)).Reason.ShouldContain("M-RoPE");
    }

    [Fact]
    public async Task LoadAsync_UnknownType_NamesTheKnownOnes() =>
        (await RefusalAsync(new TinyProjector { Type = "conformer" })).Reason.ShouldBe("its projector type \"conformer\" is not supported; known are qwen2a, ultravox, voxtral.");

    [Fact]
    public async Task LoadAsync_ProjectorOfImagesToo_Refused() =>
        (await RefusalAsync(new TinyProjector { Damage = file => Replace(file, "clip.has_vision_encoder", f => f.Flag("clip.has_vision_encoder", true)) })).Reason.ShouldContain("images");

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task LoadAsync_PartMissing_Named(string part, string expected) =>
        (await RefusalAsync(new TinyProjector { Damage = file => Remove(file, part) })).Reason.ShouldContain(expected);

    [Fact]
    public async Task LoadAsync_MatrixOfAnotherSize_Named() => (await RefusalAsync(new TinyProjector
    {
        Damage = file =>
        {
            Remove(file, "a.blk.0.ffn_up.weight");
            file.Tensor("a.blk.0.ffn_up.weight", [32, 65], new float[32 * 65]);
        },
    })).Reason.ShouldContain("a.blk.0.ffn_up.weight has the wrong size");

    [Fact]
    public async Task LoadAsync_NumberOfAnotherKind_Named() => // mtmd itself ends the process over this one
        (await RefusalAsync(new TinyProjector { Damage = file => Replace(file, "clip.audio.block_count", f => f.Number("clip.audio.block_count", -1)) })).Reason.ShouldContain("clip.audio.block_count is of an unexpected kind");

    [Fact]
    public async Task LoadAsync_BiasThatWhisperLacks_Named() =>
        (await RefusalAsync(new TinyProjector { Damage = file => file.Tensor("a.blk.0.attn_k.bias", [32], new float[32]) })).Reason.ShouldContain("attn_k.bias");

    [Fact]
    public async Task LoadAsync_FramesThatDoNotDivide_Refused() => // mtmd counts 187 rows before and 188 after
        (await RefusalAsync(new TinyProjector { Type = "ultravox", Stack = 8 })).Reason.ShouldContain("do not divide");

    [Fact]
    public async Task EncodeAsync_WeightsWithNaN_InferenceException()
    {
        using var files = new TinyPair(new TinyProjector
        {
            Damage = file =>
            {
                Remove(file, "mm.a.fc.bias");
                file.Tensor("mm.a.fc.bias", [TinyGguf.Width], [.. Enumerable.Repeat(float.NaN, TinyGguf.Width)]);
            },
        });
        await using var encoder = await files.LoadAsync();
        await Should.ThrowAsync<InferenceException>(() => encoder.EncodeAsync(MiniEncoder.Joined(2)));
    }

    private static void Remove(GgufBuilder file, string part)
    {
        file.RemoveTensor(part);
        file.RemoveValue(part);
    }

    private static void Replace(GgufBuilder file, string key, Action<GgufBuilder> add)
    {
        file.RemoveValue(key);
        add(file);
    }

    private static async Task<ModelLoadException> RefusalAsync(TinyProjector projector)
    {
        using var files = new TinyPair(projector);
        return await RefusalAsync(files.ProjectorPath, files.ModelPath);
    }

    private static Task<ModelLoadException> RefusalAsync(string projector, string model) =>
        Should.ThrowAsync<ModelLoadException>(() => MtmdAudioEncoder.LoadAsync(projector, model, new MtmdAudioEncoderOptions { Threads = 1 }));
}
