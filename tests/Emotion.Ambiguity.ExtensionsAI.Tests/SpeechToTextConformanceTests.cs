using Emotion.Ambiguity.Conformance;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Testing;

namespace Emotion.Ambiguity.ExtensionsAI.Tests;

/// <summary>The suite on a speech-to-text client: a transcriber out of the library and into it again.</summary>
[Omits(ModelPart.LongRequests, "It answers at once.")]
public sealed class SpeechToTextConformanceTests : TranscriberConformance
{
    protected override Task<ITranscriber> CreateAsync() => Task.FromResult<ITranscriber>(
        new ScriptedTranscriber(audio => audio.Samples.Span.ContainsAnyExcept(0f) ? $"{audio.Samples.Length} samples" : "").AsSpeechToTextClient().AsTranscriber());
}
