using System.Globalization;
using Emotion.Ambiguity.LlamaCpp.Gguf;
using Emotion.Ambiguity.LlamaCpp.Interop;

namespace Emotion.Ambiguity.LlamaCpp;

/// <summary>Writes a model's weights in another number format: smaller, or faster on this machine.</summary>
/// <remarks>
/// Thread-safe. On a processor only some formats (Q4_0, Q8_0 and the K formats) are computed faster in batches than one row at a time; a model in Q4_1 or Q5_1
/// gains from being written as <see cref="LlamaCppWeightType.Q8"/>, which loses next to nothing (docs/performance.md has figures). Written from weights that are
/// quantised already, a coarser format loses more than it would from the originals.
/// </remarks>
public static class LlamaCppQuantizer
{
    /// <summary>Writes a model in another number format.</summary>
    /// <param name="source">A GGUF file of a language model, in one file.</param>
    /// <param name="target">The file to write. It appears when it is complete; an existing one is replaced only then.</param>
    /// <param name="type">The format. Tensors that it does not fit keep a finer one.</param>
    /// <param name="options">Where the native library is and where to log, or null for the defaults; threads are those of the options, others play no part.</param>
    /// <param name="cancellationToken">Looked at before the work and after it: the library cannot be stopped meanwhile. Nothing is left behind.</param>
    /// <returns>A task that ends when the file is written.</returns>
    /// <exception cref="ModelLoadException">The source is missing, no GGUF, cut short, in several files, or the library refuses it.</exception>
    /// <exception cref="NativeLibraryException">The native libraries are missing or unusable.</exception>
    /// <exception cref="ArgumentException">A path is empty, both are the same, an option is out of its range, or the type is unknown.</exception>
    /// <exception cref="IOException">The target cannot be written.</exception>
    public static Task QuantizeAsync(string source, string target, LlamaCppWeightType type, LlamaCppOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        ArgumentException.ThrowIfNullOrWhiteSpace(target);
        if (!Enum.IsDefined(type)) throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such weight type.");
        if (string.Equals(Path.GetFullPath(source), Path.GetFullPath(target), StringComparison.Ordinal))
            throw new ArgumentException("The target is the source itself. Name another file.", nameof(target));
        options ??= new LlamaCppOptions();
        options.Validate();
        return Task.Run(() => Quantize(source, Path.GetFullPath(target), type, options, cancellationToken), cancellationToken);
    }

    private static void Quantize(string source, string target, LlamaCppWeightType type, LlamaCppOptions options, CancellationToken cancellationToken)
    {
        var file = ModelFile.Check(source);
        if (file.Integer("split.count") is > 1)
            throw new ModelLoadException(source, "it is in several files.", "Join them first (llama.cpp's llama-gguf-split --merge).");
        var log = new NativeLog(options.Logger);
        NativeRuntime.Load(options.NativeLibraryFolder, log);
        log.ForgetProblems();
        var unfinished = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            // The library would report a folder that is not there as a fault of the model.
            using (File.Create(unfinished))
            {
            }

            if (!NativeQuantizer.TryQuantize(source, unfinished, type, options.Threads ?? 0, log))
                throw new ModelLoadException(source, string.Create(CultureInfo.InvariantCulture, $"llama.cpp could not write it as {type} (architecture {file.Architecture}). {log.Problems}"), "Check the space on the target's disk, or choose another type.");
            cancellationToken.ThrowIfCancellationRequested();
            ModelFile.Check(unfinished);
            File.Move(unfinished, target, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
