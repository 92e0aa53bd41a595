namespace Emotion.Ambiguity.LanguageModels;

/// <summary>Which hidden state of a prompt is wanted: the vector after the model's last normalisation, from which it computes its logits.</summary>
public enum HiddenStateKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>That of the prompt's last position, which predicts the first token of the answer.</summary>
    LastPosition,

    /// <summary>
    /// The mean over the positions after the messages that all utterances share (<see cref="RenderedPrompt.SharedMessageCount"/>), to the prompt's end: the
    /// utterance with the layout around it, of tokens and of embeddings. Over all positions where no message is shared.
    /// </summary>
    MeanOfUtterance,
}
