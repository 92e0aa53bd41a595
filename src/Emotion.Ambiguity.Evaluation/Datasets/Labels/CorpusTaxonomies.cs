using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>The labels that corpora let people choose from, where no taxonomy of the core has them.</summary>
/// <remarks>CREMA-D has <see cref="EmotionTaxonomy.CremaD6"/>, EMO-DB <see cref="EmotionTaxonomy.EmoDb7"/>, MELD, EmotionLines and Affective Text
/// <see cref="EmotionTaxonomy.Ekman7"/>, GoEmotions <see cref="EmotionTaxonomy.GoEmotions28"/>; BRIGHTER's labels stand in its files.</remarks>
public static class CorpusTaxonomies
{
    /// <summary>IEMOCAP: anger, happiness, sadness, neutral, frustration, excitement, fear, surprise, disgust, other.</summary>
    public static EmotionTaxonomy Iemocap10 { get; } = EmotionTaxonomy.Create(
        "Iemocap10",
        new("anger", "angry"), new("happiness", "happy", "joy"), new("sadness", "sad"), new("neutral", "neutral state"), new("frustration", "frustrated"),
        new("excitement", "excited"), new("fear", "fearful"), new("surprise", "surprised"), new("disgust", "disgusted"), new("other"));

    /// <summary>MSP-Podcast: the eight primary emotions, those that can only be second, and other.</summary>
    public static EmotionTaxonomy MspPodcast17 { get; } = EmotionTaxonomy.Create(
        "MspPodcast17",
        new("anger", "angry"), new("sadness", "sad"), new("happiness", "happy", "joy"), new("surprise", "surprised"), new("fear", "afraid"),
        new("disgust", "disgusted"), new("contempt"), new("neutral"), new("amusement", "amused"), new("frustration", "frustrated"),
        new("depression", "depressed"), new("concern", "concerned"), new("disappointment", "disappointed"), new("excitement", "excited"),
        new("confusion", "confused"), new("annoyance", "annoyed"), new("other"));

    /// <summary>RAVDESS: neutral, calm, happiness, sadness, anger, fear, disgust, surprise, in the order of its codes.</summary>
    public static EmotionTaxonomy Ravdess8 { get; } = EmotionTaxonomy.Create(
        "Ravdess8",
        new("neutral"), new("calm"), new("happiness", "happy", "joy"), new("sadness", "sad"), new("anger", "angry"), new("fear", "fearful"),
        new("disgust", "disgusted"), new("surprise", "surprised"));

    /// <summary>nEMO: anger, fear, happiness, sadness, surprise, neutral.</summary>
    public static EmotionTaxonomy Nemo6 { get; } = EmotionTaxonomy.Create(
        "Nemo6",
        new("anger", "angry"), new("fear", "fearful"), new("happiness", "happy", "joy"), new("sadness", "sad"), new("surprise", "surprised"), new("neutral"));
}
