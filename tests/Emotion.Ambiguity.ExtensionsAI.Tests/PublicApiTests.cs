using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.ExtensionsAI.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void PublicApi_IsTheApprovedOne() => PublicApi.ShouldBeApproved(typeof(ChatClientLanguageModel).Assembly);
}
