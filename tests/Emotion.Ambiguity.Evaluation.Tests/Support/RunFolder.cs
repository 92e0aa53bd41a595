namespace Emotion.Ambiguity.Evaluation.Tests.Support;

/// <summary>A run folder that is gone after the test.</summary>
internal sealed class RunFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("emotion-ambiguity-run-").FullName;

    public EvaluationOptions Options => new() { RunFolder = Path, Replicates = 200, Permutations = 200 };

    public string FileOf(string source) => System.IO.Path.Combine(Path, source + ".jsonl");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
