using Emotion.Ambiguity.Cli.Progress;
using Emotion.Ambiguity.Evaluation.Datasets;

namespace Emotion.Ambiguity.Cli.Evaluate;

/// <summary>Prints each bad row of a corpus once, though the corpus is read several times.</summary>
internal sealed class BadRowPrinter
{
    private const int MostPrinted = 20;
    private readonly HashSet<DatasetProblem> _seen = [];

    public BadRowPrinter(TextWriter error, ProgressLine progress) => Log = new DatasetProblemLog(problem =>
    {
        lock (_seen)
        {
            if (_seen.Count > MostPrinted || !_seen.Add(problem)) return;
            progress.Hide();
            error.WriteLine(_seen.Count <= MostPrinted ? problem.ToString() : "More bad rows are counted but not shown.");
        }
    });

    public DatasetProblemLog Log { get; }
}
