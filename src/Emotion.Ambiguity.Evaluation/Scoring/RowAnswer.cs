using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>What a row says about an item: pairs of target and prediction that share the item's weight equally, or why there is none.</summary>
internal sealed record RowAnswer
{
    public static readonly RowAnswer Failed = new() { Kind = RowAnswerKind.Failed };

    /// <summary>The row has nothing to say about such items: they are not counted at all.</summary>
    public static readonly RowAnswer NotApplicable = new() { Kind = RowAnswerKind.NotApplicable };

    public RowAnswerKind Kind { get; private init; }

    public ImmutableArray<(EmotionDistribution Target, EmotionDistribution Prediction)> Pairs { get; private init; } = [];

    /// <summary>Why the answer is invalid; null where it is not.</summary>
    public string? InvalidReason { get; private init; }

    /// <summary>Whether another normalisation than the one asked for was used.</summary>
    public bool FellBack { get; init; }

    public static RowAnswer Of(EmotionDistribution target, EmotionDistribution prediction) => Of([(target, prediction)]);

    public static RowAnswer Of(ImmutableArray<(EmotionDistribution Target, EmotionDistribution Prediction)> pairs) => new() { Kind = RowAnswerKind.Valid, Pairs = pairs };

    public static RowAnswer Invalid(string reason) => new() { Kind = RowAnswerKind.Invalid, InvalidReason = reason };

    /// <summary>Invalid, but scored as a distribution that stands in.</summary>
    public static RowAnswer Invalid(string reason, EmotionDistribution target, EmotionDistribution standIn) =>
        Of(target, standIn) with { Kind = RowAnswerKind.Invalid, InvalidReason = reason };
}
