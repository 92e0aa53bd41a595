using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.WhisperCpp.Tests;

/// <summary>The embedded model, loaded once. One thread a clip: whisper.cpp's threads wait for each other by spinning, which shared build machines do not bear.</summary>
public sealed class EmbeddedModel : IAsyncLifetime
{
    public static string File { get; } = RepositoryFiles.Get("models", "whisper-tiny.en-q5_1.bin");

    public static WhisperCppOptions Options { get; } = new() { Threads = 1, ParallelClips = 2 };

    public WhisperCppTranscriber Transcriber { get; } = WhisperCppTranscriber.Load(File, Options);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Transcriber.DisposeAsync().AsTask();
}

/// <summary>Tests that compute share the model and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class EmbeddedModelTests : ICollectionFixture<EmbeddedModel>
{
    public const string Name = "Embedded model";
}
