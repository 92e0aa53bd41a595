using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Evaluation.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void Evaluation_PublicApi_IsTheApprovedOne() => PublicApi.ShouldBeApproved(typeof(IEmotionDataset).Assembly);
}
