using Emotion.Ambiguity.Conformance;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Tests.Shared;
using Whisper.net;

// One clip at a time: whisper.cpp's threads wait for each other by spinning, which shared build machines do not bear.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Emotion.Ambiguity.WhisperNet.Tests;

/// <summary>The embedded model, with the processor runtime.</summary>
public sealed class WhisperNetConformanceTests : TranscriberConformance
{
    internal const string ModelId = "whisper-tiny.en-q5_1.bin";

    internal static WhisperFactory Factory() => WhisperFactory.FromPath(RepositoryFiles.Get("models", ModelId));

    protected override Task<ITranscriber> CreateAsync() => Task.FromResult<ITranscriber>(
        new WhisperNetTranscriber(Factory(), new WhisperNetOptions { ModelId = ModelId, Threads = 1, ParallelClips = 2, OwnsFactory = true }));
}
