namespace Emotion.Ambiguity.LlamaCpp.Tests.Support;

/// <summary>Where the models are that tests use.</summary>
internal static class TestModels
{
    public const string FolderVariable = "EMOTION_AMBIGUITY_TEST_MODELS";
    public const string Mini = "emotion-ambiguity-mini-q5_1.gguf";
    public const string SmolLm2 = "SmolLM2-135M-Instruct.Q4_1.gguf";

    /// <summary>The repository: the nearest folder above the tests with the solution.</summary>
    public static string Repository { get; } = FindRepository();

    public static string MiniPath => Path.Combine(Repository, "models", Mini);

    /// <summary>A model that the repository does not hold, or null where it is not there.</summary>
    public static string? Optional(string name)
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        var path = folder is null ? null : Path.Combine(folder, name);
        return path is not null && File.Exists(path) ? path : null;
    }

    public static string PathOf(string name) => name is Mini ? MiniPath : Optional(name) ?? throw new FileNotFoundException(name);

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Emotion.Ambiguity.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Emotion.Ambiguity.sln.");
    }
}
