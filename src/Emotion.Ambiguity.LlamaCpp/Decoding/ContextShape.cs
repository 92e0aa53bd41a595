using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LlamaCpp.Decoding;

/// <summary>The sizes of a context, after the defaults of the options were filled in.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ContextShape(int SequenceTokens, int CacheTokens, int BatchTokens, int Sequences, int Threads)
{
    private const int MostTokensByDefault = 4096;
    private const int CacheTokensByDefault = 8192;

    public static ContextShape Create(LlamaCppOptions options, int trainedContextTokens)
    {
        var sequence = options.ContextTokens ?? Math.Min(MostTokensByDefault, trainedContextTokens > 0 ? trainedContextTokens : MostTokensByDefault);
        var cache = options.CacheTokens ?? Math.Max(CacheTokensByDefault, sequence);
        return new(Math.Min(sequence, cache), cache, Math.Min(options.BatchTokens, cache), options.ParallelSequences, options.Threads ?? Processors.DefaultThreads());
    }
}
