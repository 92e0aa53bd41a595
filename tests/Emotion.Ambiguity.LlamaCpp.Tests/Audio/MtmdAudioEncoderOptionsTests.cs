using Emotion.Ambiguity.LlamaCpp.Tests.Support;

namespace Emotion.Ambiguity.LlamaCpp.Tests;

public sealed class MtmdAudioEncoderOptionsTests
{
    [Fact]
    public void Validate_Defaults_NoFault() => new MtmdAudioEncoderOptions().Validate();

    [Fact]
    public async Task LoadAsync_ManyFaults_AllNamed()
    {
        var options = new MtmdAudioEncoderOptions { Threads = 0, CachedClips = -1, NativeLibraryFolder = " ", Logger = null! };
        var message = (await Should.ThrowAsync<ArgumentException>(() => MtmdAudioEncoder.LoadAsync("a", "b", options))).Message;
        foreach (var name in new[] { "Threads", "CachedClips", "NativeLibraryFolder", "Logger" }) message.ShouldContain(name);
    }

    [Fact]
    public async Task LoadAsync_GpuAskedForAndNoneThere_ErrorNotSilence() => // the library that is built here computes on the processor only
        (await Should.ThrowAsync<NativeLibraryException>(() => MtmdAudioEncoder.LoadAsync(TestModels.MiniProjectorPath, TestModels.MiniPath, new MtmdAudioEncoderOptions { UseGpu = true })))
            .Reason.ShouldContain("no GPU");

    [Fact]
    public async Task LoadAsync_Cancelled_OperationCanceledException() =>
        await Should.ThrowAsync<OperationCanceledException>(() => MtmdAudioEncoder.LoadAsync(TestModels.MiniProjectorPath, TestModels.MiniPath, null, new CancellationToken(canceled: true)));
}
