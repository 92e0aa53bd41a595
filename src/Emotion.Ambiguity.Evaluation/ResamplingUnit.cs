namespace Emotion.Ambiguity.Evaluation;

/// <summary>What a bootstrap draws, and what calibration never splits between fitting and scoring.</summary>
public enum ResamplingUnit
{
    /// <summary>By speaker where at least ten are known, else by dialogue where there are at least ten, else by utterance.</summary>
    Automatic,

    /// <summary>Whole speakers.</summary>
    Speaker,

    /// <summary>Whole dialogues.</summary>
    Dialogue,

    /// <summary>Single utterances: too narrow where several are of one speaker.</summary>
    Utterance,
}
