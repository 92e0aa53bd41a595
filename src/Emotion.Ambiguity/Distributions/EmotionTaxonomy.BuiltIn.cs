namespace Emotion.Ambiguity.Distributions;

public sealed partial class EmotionTaxonomy
{
    private static readonly EmotionLabel Anger = new("anger", "angry");
    private static readonly EmotionLabel Anticipation = new("anticipation");
    private static readonly EmotionLabel Boredom = new("boredom", "bored");
    private static readonly EmotionLabel Disgust = new("disgust", "disgusted");
    private static readonly EmotionLabel Fear = new("fear", "fearful", "afraid");
    private static readonly EmotionLabel Happiness = new("happiness", "happy", "joy", "joyful");
    private static readonly EmotionLabel Neutral = new("neutral");
    private static readonly EmotionLabel Sadness = new("sadness", "sad");
    private static readonly EmotionLabel Surprise = new("surprise", "surprised");
    private static readonly EmotionLabel Trust = new("trust");

    /// <summary>The four classes that the paper evaluates on IEMOCAP: anger, happiness, sadness, neutral.</summary>
    public static EmotionTaxonomy Paper4 { get; } = Create("Paper4", Anger, Happiness, Sadness, Neutral);

    /// <summary>The six classes of CREMA-D: anger, disgust, fear, happiness, neutral, sadness.</summary>
    public static EmotionTaxonomy CremaD6 { get; } = Create("CremaD6", Anger, Disgust, Fear, Happiness, Neutral, Sadness);

    /// <summary>Ekman's six: anger, disgust, fear, happiness, sadness, surprise.</summary>
    public static EmotionTaxonomy Ekman6 { get; } = Create("Ekman6", Anger, Disgust, Fear, Happiness, Sadness, Surprise);

    /// <summary>Ekman's six and neutral, in this order.</summary>
    public static EmotionTaxonomy Ekman7 { get; } = Create("Ekman7", Anger, Disgust, Fear, Happiness, Sadness, Surprise, Neutral);

    /// <summary>The seven classes of the Berlin EMO-DB: anger, boredom, disgust, fear, happiness, neutral, sadness.</summary>
    public static EmotionTaxonomy EmoDb7 { get; } = Create("EmoDb7", Anger, Boredom, Disgust, Fear, Happiness, Neutral, Sadness);

    /// <summary>Plutchik's eight: anger, anticipation, disgust, fear, joy, sadness, surprise, trust.</summary>
    public static EmotionTaxonomy Plutchik8 { get; } = Create(
        "Plutchik8", Anger, Anticipation, Disgust, Fear, new("joy", "happiness", "happy"), Sadness, Surprise, Trust);

    /// <summary>The 27 emotions of GoEmotions (Demszky et al., ACL 2020) and neutral, in the corpus's own order.</summary>
    public static EmotionTaxonomy GoEmotions28 { get; } = FromNames(
        "GoEmotions28",
        "admiration", "amusement", "anger", "annoyance", "approval", "caring", "confusion", "curiosity", "desire", "disappointment",
        "disapproval", "disgust", "embarrassment", "excitement", "fear", "gratitude", "grief", "joy", "love", "nervousness", "optimism",
        "pride", "realization", "relief", "remorse", "sadness", "surprise", "neutral");

    /// <summary>The 40 emotion categories of EmoNet (LAION, "EmoNet-Voice", 2025), named by their first word.</summary>
    public static EmotionTaxonomy EmoNet40 { get; } = Create(
        "EmoNet40",
        new("amusement"), new("elation"), new("pleasure", "ecstasy"), new("contentment"), new("thankfulness", "gratitude"), new("affection"),
        new("infatuation"), new("hope", "enthusiasm", "optimism"), new("triumph"), new("pride"), new("interest"), new("awe"),
        new("astonishment", "surprise"), new("concentration"), new("contemplation"), new("relief"), new("longing"), new("teasing"),
        new("impatience", "irritability"), new("sexual lust"), new("doubt"), new("fear"), new("distress"), new("confusion"),
        new("embarrassment"), new("shame"), new("disappointment"), new("sadness"), new("bitterness"), new("contempt"), new("disgust"),
        new("anger"), new("malevolence", "malice"), new("sourness"), new("pain"), new("helplessness"), new("fatigue", "exhaustion"),
        new("emotional numbness"), new("intoxication"), new("jealousy", "envy"));

    /// <summary>All built-in taxonomies.</summary>
    public static IReadOnlyList<EmotionTaxonomy> BuiltIn { get; } =
        Array.AsReadOnly<EmotionTaxonomy>([Paper4, CremaD6, Ekman6, Ekman7, EmoDb7, Plutchik8, GoEmotions28, EmoNet40]);
}
