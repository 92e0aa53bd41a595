using System.Collections.Immutable;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;

namespace Emotion.Ambiguity.Isolation.Protocol;

/// <summary>An <see cref="ExtractionResult"/>, which can only be made valid, as plain data.</summary>
internal sealed record ExtractionMessage
{
    public EmotionDistribution? Distribution { get; init; }

    public EmotionDistribution? Uncalibrated { get; init; }

    public InvalidReason Reason { get; init; }

    public bool WasNormalized { get; init; }

    public ScoreNormalizationKind? FallbackKind { get; init; }

    public double FallbackParameter { get; init; }

    public double UpperBoundShare { get; init; }

    public ImmutableArray<string> UnknownLabels { get; init; } = [];

    public int UnreadableAnswers { get; init; }

    public string? Warning { get; init; }

    public ImmutableArray<double> Scores { get; init; } = [];

    public static ExtractionMessage Of(ExtractionResult result) => new()
    {
        Distribution = result.Distribution,
        Uncalibrated = result.Uncalibrated,
        Reason = result.InvalidReason,
        WasNormalized = result.WasNormalized,
        FallbackKind = result.FallbackUsed?.Kind,
        FallbackParameter = result.FallbackUsed?.Parameter ?? 0,
        UpperBoundShare = result.UpperBoundShare,
        UnknownLabels = result.UnknownLabels,
        UnreadableAnswers = result.UnreadableAnswers,
        Warning = result.Warning,
        Scores = result.Scores,
    };

    public ExtractionResult ToResult()
    {
        var read = Distribution is null ? ExtractionResult.Invalid(Reason) : ExtractionResult.Valid(Uncalibrated ?? Distribution);
        if (Distribution is not null && Uncalibrated is not null) read = read.WithCalibrated(Distribution);
        return read with
        {
            WasNormalized = WasNormalized,
            FallbackUsed = FallbackKind switch
            {
                null => null,
                ScoreNormalizationKind.Softmax => ScoreNormalization.Softmax(FallbackParameter),
                ScoreNormalizationKind.ShiftedProportional => ScoreNormalization.ShiftedProportional(FallbackParameter),
                _ => ScoreNormalization.Proportional,
            },
            UpperBoundShare = UpperBoundShare,
            UnknownLabels = UnknownLabels,
            UnreadableAnswers = UnreadableAnswers,
            Warning = Warning,
            Scores = Scores,
        };
    }
}
