namespace Emotion.Ambiguity.Speech.Cues;

/// <summary>How a figure is set against those of the same speaker.</summary>
public enum CueScale
{
    /// <summary>By mean and standard deviation: z = (x - mean) / deviation, told as the share of a normal distribution below z.</summary>
    ZScore,

    /// <summary>By rank: the share of the speaker's clips below, half of those equal. Coarse with few clips.</summary>
    Percentile,
}
