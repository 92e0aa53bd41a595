namespace Emotion.Ambiguity.Tests.Shared;

/// <summary>Files of the repository that tests read: models, samples, approved API.</summary>
internal static class RepositoryFiles
{
    /// <summary>The folder that holds Emotion.Ambiguity.sln.</summary>
    public static string Root { get; } = FindRoot();

    public static string Get(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Emotion.Ambiguity.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Emotion.Ambiguity.sln; run the tests from a checkout.");
    }
}
