using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.LlamaCpp.Tests.Support;

/// <summary>Where the models are that tests use.</summary>
internal static class TestModels
{
    public const string FolderVariable = "EMOTION_AMBIGUITY_TEST_MODELS";
    public const string Mini = "emotion-ambiguity-mini-q5_1.gguf";
    public const string MiniProjector = "emotion-ambiguity-mini-mmproj-q8_0.gguf";
    public const string SmolLm2 = "SmolLM2-135M-Instruct.Q4_1.gguf";

    public static string MiniPath => RepositoryFiles.Get("models", Mini);

    public static string MiniProjectorPath => RepositoryFiles.Get("models", MiniProjector);

    /// <summary>A model that the repository does not hold, or null where it is not there.</summary>
    public static string? Optional(string name)
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        var path = folder is null ? null : Path.Combine(folder, name);
        return path is not null && File.Exists(path) ? path : null;
    }

    public static string PathOf(string name) => name is Mini ? MiniPath : Optional(name) ?? throw new FileNotFoundException(name);
}
