using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.WhisperNet.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void PublicApi_IsTheApprovedOne() => PublicApi.ShouldBeApproved(typeof(WhisperNetTranscriber).Assembly);
}
