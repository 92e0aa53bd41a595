using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Models.Mini;

/// <summary>Where the embedded models lie on this machine. Immutable and thread-safe.</summary>
public sealed record EmbeddedModelFiles
{
    /// <summary>The environment variable that names a folder to look in before all others.</summary>
    public const string FolderVariable = "EMOTION_AMBIGUITY_MODELS";

    private const string LanguageModelFile = "emotion-ambiguity-mini-q5_1.gguf";
    private const string AudioProjectorFile = "emotion-ambiguity-mini-mmproj-q8_0.gguf";
    private const string WhisperFile = "whisper-tiny.en-q5_1.bin";

    private static readonly string[] AllFiles = [LanguageModelFile, AudioProjectorFile, WhisperFile];

    private EmbeddedModelFiles(string folder) => Folder = folder;

    /// <summary>The folder that holds all of them.</summary>
    public string Folder { get; }

    /// <summary>The language model, GGUF.</summary>
    public string LanguageModel => Path.Combine(Folder, LanguageModelFile);

    /// <summary>The audio projector that belongs to the language model, GGUF.</summary>
    public string AudioProjector => Path.Combine(Folder, AudioProjectorFile);

    /// <summary>Whisper tiny.en for the words, in whisper.cpp's format.</summary>
    public string Whisper => Path.Combine(Folder, WhisperFile);

    /// <summary>
    /// Looks for the files: in the given folder alone, or else in the folder that <see cref="FolderVariable"/> names, then in "models" beside
    /// the program.
    /// </summary>
    /// <param name="folder">The folder, or null to look in the usual places.</param>
    /// <returns>The files.</returns>
    /// <exception cref="ModelLoadException">A file is missing; the message says where it was looked for.</exception>
    public static EmbeddedModelFiles Find(string? folder = null)
    {
        var folders = folder is not null ? [folder] : UsualFolders();
        foreach (var candidate in folders)
        {
            if (Array.TrueForAll(AllFiles, f => File.Exists(Path.Combine(candidate, f)))) return new EmbeddedModelFiles(candidate);
        }

        throw new ModelLoadException(
            LanguageModelFile,
            $"The embedded models ({string.Join(", ", AllFiles)}) are in none of these folders: {string.Join("; ", folders)}.",
            $"Copy the folder \"models\" of the package beside the program, or name its folder in the environment variable {FolderVariable}.");
    }

    /// <summary>What has to be loaded for an input mode; null for the default of a recognizer that has all.</summary>
    internal EngineFiles For(InputMode? input) =>
        new(LanguageModel, input == InputMode.Audio ? null : Whisper, input == InputMode.Transcript ? null : AudioProjector);

    private static string[] UsualFolders()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "models");
        return Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named ? [named, beside] : [beside];
    }
}
