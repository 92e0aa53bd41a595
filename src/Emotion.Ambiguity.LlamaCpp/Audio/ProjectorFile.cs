using Emotion.Ambiguity.LlamaCpp.Gguf;

namespace Emotion.Ambiguity.LlamaCpp;

/// <summary>A projector of sound that fits a text model: everything that mtmd takes for granted was found in the file.</summary>
/// <remarks>mtmd ends the process over a number of the wrong kind or a matrix of the wrong size, so both are looked at here first.</remarks>
/// <param name="Width">Floats in a row of its embeddings.</param>
/// <param name="Markers">Control tokens that it expects around the sound.</param>
internal sealed record ProjectorFile(int Width, int Markers)
{
    private const string Architecture = "clip";
    private const string Remedy = "Use the projector (mmproj) that was made together with the language model.";

    /// <summary>Checks a projector and its text model.</summary>
    /// <exception cref="ModelLoadException">One of them is something else, damaged, or does not fit the other.</exception>
    public static ProjectorFile Check(string projectorPath, string modelPath)
    {
        var file = ModelFile.Read(projectorPath);
        if (!string.Equals(file.Architecture, Architecture, StringComparison.Ordinal))
            throw new ModelLoadException(projectorPath, $"it is a language model (architecture {file.Architecture}), not a projector of sound.", "Pass it as the language model; projector files are often called mmproj.");
        RefuseOddValues(projectorPath, file);
        if (file.Value("clip.has_audio_encoder") is not true)
            throw new ModelLoadException(projectorPath, "it is a projector without an encoder of sound; it may be one for images.", "Use a projector of sound, such as Ultravox, Qwen2-Audio or Voxtral.");
        if (file.Value("clip.has_vision_encoder") is true)
            throw new ModelLoadException(projectorPath, "it holds an encoder of images too, which is not supported.", "Use a projector of sound alone.");

        var layout = ProjectorLayout.Of(TypeOf(file)) ?? throw new ModelLoadException(
            projectorPath, $"its projector type \"{TypeOf(file)}\" is not supported; known are {string.Join(", ", ProjectorLayout.Types)}.", "Use a projector of one of these types.");
        var width = new ProjectorTensors(projectorPath, file).Check(layout);
        CheckWidth(projectorPath, modelPath, width);
        return new ProjectorFile(width, layout.Markers);
    }

    private static string TypeOf(GgufFile file) => file.Text("clip.projector_type") is { Length: > 0 } type ? type : file.Text("clip.audio.projector_type") ?? "";

    private static void CheckWidth(string projectorPath, string modelPath, int width)
    {
        var model = ModelFile.Check(modelPath);
        var expected = model.Integer($"{model.Architecture}.embedding_length")
            ?? throw new ModelLoadException(modelPath, $"it does not say how wide its embeddings are ({model.Architecture}.embedding_length).", "Convert the model again.");
        if (expected != width)
            throw new ModelLoadException(projectorPath, $"its rows are {width} wide, but {Path.GetFileName(modelPath)} takes rows of {expected}.", Remedy);
    }

    /// <summary>Refuses numbers of another kind than converters write.</summary>
    private static void RefuseOddValues(string path, GgufFile file)
    {
        foreach (var (key, value) in file.Values)
        {
            if (!key.StartsWith("clip.", StringComparison.Ordinal)) continue;
            var isExpected = key.EndsWith("_type", StringComparison.Ordinal) ? value is string
                : key.EndsWith("epsilon", StringComparison.Ordinal) ? value is float
                : key.StartsWith("clip.has_", StringComparison.Ordinal) || key.StartsWith("clip.use_", StringComparison.Ordinal) ? value is bool
                : value is uint or float or bool or string;
            if (!isExpected) throw new ModelLoadException(path, $"its value {key} is of an unexpected kind ({value.GetType().Name}).", "Convert the projector again, or copy the file again: it may be damaged.");
        }
    }
}
