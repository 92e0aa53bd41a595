using Emotion.Ambiguity.Conformance;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.WhisperCpp.Tests;

// In the collection of the other tests that compute, so that they do not slow each other down.
[Collection(EmbeddedModelTests.Name)]
public sealed class WhisperCppConformanceTests : TranscriberConformance
{
    protected override async Task<ITranscriber> CreateAsync() => await WhisperCppTranscriber.LoadAsync(EmbeddedModel.File, EmbeddedModel.Options);
}
