namespace Emotion.Ambiguity.Throughput.Inputs;

/// <summary>Finds files of the repository from wherever the program was built to.</summary>
internal static class RepositoryFiles
{
    public static string Find(string relativePath)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, relativePath);
            if (Path.Exists(candidate)) return candidate;
        }

        throw new SkipException($"{relativePath} was not found above {AppContext.BaseDirectory}.");
    }
}
