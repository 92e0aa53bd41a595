using Emotion.Ambiguity.Models.Mini;

namespace Emotion.Ambiguity.Throughput.Inputs;

/// <summary>A model to measure.</summary>
internal sealed record ModelFile(string Name, string Path)
{
    public const string SecondModelFile = "SmolLM2-135M-Instruct.Q4_1.gguf";

    /// <summary>The embedded model, and the second one where the folder holds it.</summary>
    public static IReadOnlyList<ModelFile> Find(string? folder)
    {
        var embedded = new ModelFile("embedded", EmbeddedModelFiles.Find().LanguageModel);
        if (string.IsNullOrEmpty(folder)) return [embedded];
        var second = System.IO.Path.Combine(folder, SecondModelFile);
        return File.Exists(second) ? [embedded, new ModelFile("SmolLM2-135M Q4_1", second)] : [embedded];
    }
}
