using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.LlamaCpp.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void PublicApi_IsTheApprovedOne() => PublicApi.ShouldBeApproved(typeof(LlamaCppModel).Assembly);
}
