namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>A row of a corpus that could not be used.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line where the row starts, from 1; 0 where the trouble is in no one line.</param>
/// <param name="Reason">What is wrong with it, a sentence. May hold the row's label or id, never its text.</param>
public sealed record DatasetProblem(string File, long Line, string Reason)
{
    /// <summary>File, line and reason, as compilers write them.</summary>
    public override string ToString() => Line > 0 ? $"{File}({Line}): {Reason}" : $"{File}: {Reason}";
}
