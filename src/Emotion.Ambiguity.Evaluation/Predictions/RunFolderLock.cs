namespace Emotion.Ambiguity.Evaluation.Predictions;

/// <summary>Keeps a second evaluation out of a run folder. The system frees it when the program ends, however it ends.</summary>
internal sealed class RunFolderLock : IDisposable
{
    private readonly FileStream _file;

    private RunFolderLock(FileStream file) => _file = file;

    /// <exception cref="PredictionException">Another evaluation holds the folder, or it cannot be written.</exception>
    public static RunFolderLock Take(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new(new FileStream(Path.Combine(folder, "run.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new PredictionException($"The run folder \"{folder}\" cannot be used: {fault.Message} Is another evaluation running in it? Else take another folder.", fault);
        }
    }

    public void Dispose() => _file.Dispose();
}
