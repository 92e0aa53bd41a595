using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.OpenAICompatible.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void PublicApi_IsTheApprovedOne() => PublicApi.ShouldBeApproved(typeof(OpenAICompatibleModel).Assembly);
}
