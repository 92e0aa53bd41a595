namespace Emotion.Ambiguity.Extraction;

/// <summary>What a <see cref="LabelLikelihoodExtractor"/> compares between labels.</summary>
public enum LikelihoodScore
{
    /// <summary>log P(label | prompt), the sum over the label's tokens. Favours labels of few tokens.</summary>
    Sum,

    /// <summary>The sum divided by the number of tokens.</summary>
    PerToken,

    /// <summary>
    /// The sum minus the same under an empty utterance, log P(label | prompt) - log P(label | empty): takes out what the model
    /// thinks of the label as such ("Surface Form Competition", Holtzman et al., EMNLP 2021).
    /// </summary>
    MinusEmptyUtterance,
}
