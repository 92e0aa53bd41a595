using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.LlamaCpp.Decoding;
using Emotion.Ambiguity.LlamaCpp.Interop;

namespace Emotion.Ambiguity.Throughput.Baselines;

/// <summary>The weights and vocabulary of a model, for loops that are written against the native library itself.</summary>
internal sealed class RawModel : IDisposable
{
    private readonly ModelParts _parts;

    private RawModel(ModelParts parts, LlamaCppOptions options)
    {
        var shape = ContextShape.Create(options, trainedContextTokens: 0);
        (_parts, Threads, MicroBatchTokens) = (parts, shape.Threads, shape.MicroBatchTokens);
    }

    public ModelHandle Handle => _parts.Weights.Handle;

    public int VocabularySize => _parts.Tokenizer.VocabularySize;

    public int Threads { get; }

    /// <summary>Tokens that the library computes in one go: as many as the engine does, so that both compute the same numbers (docs/decisions/0022).</summary>
    public int MicroBatchTokens { get; }

    public static RawModel Load(string path, LlamaCppOptions options) => new(ModelLoader.OpenParts(path, options, null, CancellationToken.None), options);

    /// <summary>A prompt as tokens.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="part">All of it, or what differs between utterances.</param>
    public int[] Tokenize(RenderedPrompt prompt, PromptTokens part)
    {
        var tokens = new List<int>();
        var isShared = true;
        var mode = TokenizationMode.PromptStart;
        foreach (var piece in _parts.Template.Render(prompt.Messages))
        {
            isShared &= piece.MessageIndex < prompt.SharedMessageCount;
            if (part == PromptTokens.All || (part == PromptTokens.Shared) == isShared)
                tokens.AddRange(piece.Markup is { } markup ? _parts.Tokenizer.Tokenize(markup, mode) : _parts.Tokenizer.Tokenize(((TextPart)piece.Content!).Text));
            mode = TokenizationMode.Template;
        }

        return [.. tokens];
    }

    public string Detokenize(ReadOnlySpan<int> tokens) => _parts.Tokenizer.Detokenize(tokens);

    public bool IsEndOfGeneration(int token) => _parts.Tokenizer.IsEndOfGeneration(token);

    public void Dispose() => _parts.Dispose();
}
