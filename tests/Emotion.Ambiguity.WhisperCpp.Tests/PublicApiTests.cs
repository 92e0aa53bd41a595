using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.WhisperCpp.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void PublicApi_IsTheApprovedOne() => PublicApi.ShouldBeApproved(typeof(WhisperCppTranscriber).Assembly);
}
