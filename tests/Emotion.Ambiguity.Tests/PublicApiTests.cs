using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Testing;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void Core_PublicApi_IsTheApprovedOne() => PublicApi.ShouldBeApproved(typeof(AmbiguousEmotionRecognizer).Assembly);

    [Fact]
    public void Testing_PublicApi_IsTheApprovedOne() => PublicApi.ShouldBeApproved(typeof(ScriptedLanguageModel).Assembly);
}
