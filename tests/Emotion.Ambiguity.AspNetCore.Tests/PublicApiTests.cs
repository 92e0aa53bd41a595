using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.AspNetCore.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void PublicApi_IsTheApprovedOne() => PublicApi.ShouldBeApproved(typeof(EmotionRecognitionEndpointOptions).Assembly);
}
