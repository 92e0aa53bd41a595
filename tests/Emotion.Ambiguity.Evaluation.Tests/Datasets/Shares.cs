using Emotion.Ambiguity.Distributions.Annotations;
using Emotion.Ambiguity.Evaluation.Datasets;

namespace Emotion.Ambiguity.Evaluation.Tests.Datasets;

/// <summary>Short ways to say what a test expects of an item.</summary>
internal static class Shares
{
    public static double Share(this AnnotatedUtterance item, string label) => item.ToDistribution(VoteAggregation.PlainVotes)[label];

    public static void ShouldBeShare(this double actual, double expected) => actual.ShouldBe(expected, 1e-12); // sums of a few doubles
}
