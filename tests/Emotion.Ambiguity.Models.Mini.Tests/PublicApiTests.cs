using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Models.Mini.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void PublicApi_IsTheApprovedOne() => PublicApi.ShouldBeApproved(typeof(EmbeddedRecognizer).Assembly);
}
