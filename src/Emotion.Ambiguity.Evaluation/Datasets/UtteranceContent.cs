namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>What a reader gives as the utterance of an item whose corpus has sound and words.</summary>
public enum UtteranceContent
{
    /// <summary>The sound file where it is there, else the words. The default.</summary>
    SoundElseText,

    /// <summary>The words; an item without them is a bad row.</summary>
    Text,

    /// <summary>The sound file; an item whose file is missing is a bad row.</summary>
    Sound,

    /// <summary>The sound file with the corpus's own words beside it, so that nothing is transcribed; an item without either is a bad row.</summary>
    SoundAndText,
}
