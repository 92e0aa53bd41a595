using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Isolation.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void PublicApi_IsTheApprovedOne() => PublicApi.ShouldBeApproved(typeof(IsolatedRecognizer).Assembly);
}
