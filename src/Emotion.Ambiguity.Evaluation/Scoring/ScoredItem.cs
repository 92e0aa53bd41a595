using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Evaluation.Predictions;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>An item with votes, beside what each source predicted for it.</summary>
/// <param name="Item">The item.</param>
/// <param name="Position">Its position among the scored items.</param>
/// <param name="Group">Its resampling group.</param>
/// <param name="Target">The distribution of its votes.</param>
/// <param name="Predictions">One prediction a source, in the order of the sources.</param>
internal sealed record ScoredItem(AnnotatedUtterance Item, long Position, int Group, EmotionDistribution Target, ImmutableArray<ItemPrediction> Predictions);
