namespace Emotion.Ambiguity;

/// <summary>A corpus's file is missing or is not of the format that its reader knows.</summary>
public sealed class DatasetFormatException : EmotionAmbiguityException
{
    /// <summary>Creates the error.</summary>
    /// <param name="file">The file or folder.</param>
    /// <param name="line">The line where the trouble starts, from 1; 0 where it is the whole file.</param>
    /// <param name="reason">What is wrong with it, a sentence.</param>
    /// <param name="remedy">What to do, a sentence.</param>
    /// <param name="inner">What caused it, if anything.</param>
    public DatasetFormatException(string file, long line, string reason, string remedy, Exception? inner = null)
        : base($"The dataset file \"{file}\"{(line > 0 ? $", line {line}," : "")} cannot be read: {reason} {remedy}", inner)
        => (File, Line, Reason, Remedy) = (file, line, reason, remedy);

    /// <summary>The file or folder.</summary>
    public string File { get; }

    /// <summary>The line where the trouble starts, from 1; 0 where it is the whole file.</summary>
    public long Line { get; }

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; }

    /// <summary>What to do.</summary>
    public string Remedy { get; }
}
