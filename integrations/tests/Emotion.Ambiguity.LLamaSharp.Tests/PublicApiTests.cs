using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.LLamaSharp.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void PublicApi_IsTheApprovedOne() => PublicApi.ShouldBeApproved(typeof(LLamaSharpModel).Assembly);
}
