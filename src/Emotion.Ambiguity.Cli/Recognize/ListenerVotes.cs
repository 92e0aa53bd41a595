using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Cli.Recognize;

/// <summary>How listeners voted on a clip.</summary>
/// <param name="Distribution">Their shares, or null where none of their votes is for a label of the taxonomy.</param>
/// <param name="Counts">Their votes, in the taxonomy's order.</param>
/// <param name="OutsideTaxonomy">Votes for emotions that the taxonomy does not have.</param>
internal sealed record ListenerVotes(EmotionDistribution? Distribution, int[] Counts, int OutsideTaxonomy);
