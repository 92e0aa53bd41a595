namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>Writes model files in other number formats.</summary>
internal static class NativeQuantizer
{
    /// <summary>Writes a file that <see cref="Gguf.ModelFile"/> has already checked.</summary>
    /// <param name="source">The model.</param>
    /// <param name="target">The file to write.</param>
    /// <param name="type">The format.</param>
    /// <param name="threads">Threads; 0 for all.</param>
    /// <param name="log">Gets the library's lines.</param>
    /// <returns>False where the library refused; the log then holds its reasons.</returns>
    public static bool TryQuantize(string source, string target, LlamaCppWeightType type, int threads, NativeLog log)
    {
        var parameters = NativeMethods.DefaultQuantizeParams().As<LlamaQuantizeParams>();
        parameters.Threads = threads;
        parameters.FileType = (int)type;
        parameters.AllowRequantize = 1;
        using var scope = log.Enter();
        return NativeMethods.Quantize(source, target, parameters) == 0;
    }
}
