using System.IO.Compression;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.WhisperCpp.Tests;

[Collection(EmbeddedModelTests.Name)]
public sealed class LoadingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("whisper-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Load_Path_InfoSaysWhatItIs()
    {
        await using var transcriber = WhisperCppTranscriber.Load(EmbeddedModel.File);
        transcriber.Info.ModelId.ShouldBe("whisper-tiny.en-q5_1.bin");
        transcriber.Info.Engine.ShouldStartWith("whisper.cpp 1.");
        transcriber.Info.IsMultilingual.ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Load_Stream_SameWords(bool canSeek)
    {
        await using var file = File.OpenRead(EmbeddedModel.File);
        await using Stream stream = canSeek ? file : new BufferedForwardStream(file);
        await using var transcriber = WhisperCppTranscriber.Load(stream, "tiny", EmbeddedModel.Options);

        transcriber.Info.ModelId.ShouldBe("tiny");
        var transcript = await transcriber.TranscribeAsync(Audio.Load(SampleClips.File("1066_IWW_SAD_XX")));
        SampleClips.Words(transcript.Text).ShouldBe(SampleClips.Words("I wonder what this is about."));
        file.CanRead.ShouldBeTrue(); // left open
    }

    [Fact]
    public async Task LoadAsync_Progress_RisesToOne()
    {
        var progress = new RecordedProgress();
        await using var transcriber = await WhisperCppTranscriber.LoadAsync(EmbeddedModel.File, progress: progress);
        progress.Values.ShouldBe(progress.Values.Order());
        progress.Values[^1].ShouldBe(1, 1e-9); // the same integer division at the end of the file
    }

    [Fact]
    public async Task LoadAsync_CancelledHalfWay_Throws()
    {
        using var cancel = new CancellationTokenSource();
        var progress = new RecordedProgress { Then = share => { if (share > 0.5) cancel.Cancel(); } };
        await Should.ThrowAsync<OperationCanceledException>(() => WhisperCppTranscriber.LoadAsync(EmbeddedModel.File, null, progress, cancel.Token));
        progress.Values[^1].ShouldBeLessThan(1);
    }

    [Fact]
    public void Load_StreamThatFails_ModelLoadException()
    {
        using var stream = new FailingStream(File.ReadAllBytes(EmbeddedModel.File), failsAfterReading: 10_000_000);
        var error = Should.Throw<ModelLoadException>(() => WhisperCppTranscriber.Load(stream, "tiny", new()));
        error.Message.ShouldContain("the cable was pulled");
    }

    [Fact]
    public void Load_MissingFile_SaysSo() =>
        Should.Throw<ModelLoadException>(() => WhisperCppTranscriber.Load("no/such/model.bin")).Message.ShouldContain("no such file");

    [Fact]
    public void Load_Folder_SaysSo() =>
        Should.Throw<ModelLoadException>(() => WhisperCppTranscriber.Load(_folder.FullName)).Message.ShouldContain("folder");

    [Fact]
    public void Load_EmptyFile_SaysSo() => Refused([]).Reason.ShouldContain("empty");

    [Fact]
    public void Load_TextFile_SaysSo() => Refused("This is no model, but a poem."u8).Reason.ShouldContain("text file");

    [Fact]
    public void Load_Gguf_SaysSo() => Refused([.. "GGUF"u8, 3, 0, 0, 0, .. new byte[400]]).Reason.ShouldContain("GGUF");

    [Fact]
    public void Load_Zip_SaysSo()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true)) zip.CreateEntry("data.pkl");
        Refused(memory.ToArray()).Reason.ShouldContain("zip");
    }

    [Theory]
    [InlineData(4)]
    [InlineData(30)]
    [InlineData(5_000)]
    [InlineData(100_000)]
    [InlineData(1_000_000)]
    [InlineData(16_000_000)]
    [InlineData(32_166_137)]
    public void Load_TruncatedFile_SaysSo(int length) => Refused(File.ReadAllBytes(EmbeddedModel.File).AsSpan(0, length)).Reason.ShouldContain("cut short");

    [Fact]
    public void Load_TruncatedBetweenTensors_SaysSo()
    {
        var file = File.ReadAllBytes(EmbeddedModel.File);
        // The last tensor is found by its name; its header is 12 bytes and the sizes before it.
        var last = file.AsSpan().LastIndexOf("decoder.ln.weight"u8);
        var other = file.AsSpan().LastIndexOf("decoder.ln.bias"u8);
        var start = Math.Max(last, other) - 16;
        Refused(file.AsSpan(0, start)).Reason.ShouldContain("cut short");
    }

    [Theory]
    [InlineData(4, 1_000_000)] // vocabulary
    [InlineData(8, -1)] // audio context
    [InlineData(12, int.MaxValue)] // audio width
    [InlineData(16, 0)] // audio heads
    [InlineData(16, 7)] // 384 is no multiple
    [InlineData(36, 1)] // text layers: tensors are left over
    [InlineData(44, 99)] // file type
    [InlineData(48, 1 << 30)] // mel bands
    public void Load_DamagedHeader_SaysSo(int offset, int value)
    {
        var file = File.ReadAllBytes(EmbeddedModel.File);
        BitConverter.TryWriteBytes(file.AsSpan(offset), value).ShouldBeTrue();
        Refused(file).Reason.ShouldContain("damaged");
    }

    [Fact]
    public void Load_DamagedTensorName_WhisperRefusesIt()
    {
        var file = File.ReadAllBytes(EmbeddedModel.File);
        file[file.AsSpan().LastIndexOf("decoder."u8)] = (byte)'x';
        Refused(file).Reason.ShouldContain("refused");
    }

    [Fact]
    public void Load_BadOptions_NamesAllFaults()
    {
        var options = new WhisperCppOptions { BeamSize = 0, Threads = -1, ParallelClips = 1000, Language = "e1", InitialPrompt = "\0" };
        var error = Should.Throw<ArgumentException>(() => WhisperCppTranscriber.Load(EmbeddedModel.File, options));
        foreach (var name in new[] { "BeamSize", "Threads", "ParallelClips", "Language", "InitialPrompt" }) error.Message.ShouldContain(name);
    }

    [Theory]
    [InlineData("klingon")]
    [InlineData("de")]
    public void Load_LanguageTheModelDoesNotKnow_Throws(string language) =>
        Should.Throw<ArgumentException>(() => WhisperCppTranscriber.Load(EmbeddedModel.File, new() { Language = language })).Message.ShouldContain(language);

    [Fact]
    public void Load_FolderWithoutLibrary_NamesTheFilesTried()
    {
        var error = Should.Throw<NativeLibraryException>(() => WhisperCppTranscriber.Load(EmbeddedModel.File, new() { NativeLibraryFolder = _folder.FullName }));
        error.TriedPaths.ShouldAllBe(path => path.StartsWith(_folder.FullName, StringComparison.Ordinal));
        error.TriedPaths.ShouldNotBeEmpty();
    }

    private ModelLoadException Refused(ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(_folder.FullName, "model.bin");
        File.WriteAllBytes(path, content);
        var error = Should.Throw<ModelLoadException>(() => WhisperCppTranscriber.Load(path));
        error.Path.ShouldBe(path);
        error.Remedy.ShouldNotBeEmpty();
        return error;
    }
}
