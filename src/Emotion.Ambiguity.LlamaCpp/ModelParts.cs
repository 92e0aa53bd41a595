using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.LlamaCpp.Decoding;
using Emotion.Ambiguity.LlamaCpp.Interop;
using Emotion.Ambiguity.LlamaCpp.Text;

namespace Emotion.Ambiguity.LlamaCpp;

/// <summary>A loaded model in its parts.</summary>
internal sealed class ModelParts(NativeModel weights, LlamaCppDecoder decoder, LlamaCppTokenizer tokenizer) : IDisposable
{
    public NativeModel Weights => weights;

    public LlamaCppDecoder Decoder => decoder;

    public LlamaCppTokenizer Tokenizer => tokenizer;

    public required IChatTemplate Template { get; init; }

    public required LlamaCppModelMetadata Metadata { get; init; }

    public required LlamaCppEngineInfo Engine { get; init; }

    public void Dispose()
    {
        decoder.Dispose();
        weights.Dispose();
    }
}
