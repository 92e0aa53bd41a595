using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.LlamaCpp.Decoding;
using Emotion.Ambiguity.LlamaCpp.Text;

namespace Emotion.Ambiguity.LlamaCpp.Tests.Support;

/// <summary>A model opened without a scheduler, so that a test drives its decoder itself.</summary>
internal sealed class LoadedModel : IDisposable
{
    private readonly ModelParts _parts;

    public LoadedModel(string path, LlamaCppOptions? options = null) =>
        _parts = ModelLoader.OpenParts(path, options ?? new LlamaCppOptions(), progress: null, CancellationToken.None);

    public LlamaCppDecoder Decoder => _parts.Decoder;

    public LlamaCppTokenizer Tokenizer => _parts.Tokenizer;

    public ModelParts Parts => _parts;

    public void Dispose() => _parts.Dispose();

    /// <summary>Tokenises a prompt: markup with control tokens, contents without.</summary>
    public int[] Tokens(params PromptMessage[] messages)
    {
        var tokens = new List<int>();
        foreach (var piece in _parts.Template.Render([.. messages]))
        {
            var mode = piece.Markup is null ? TokenizationMode.PlainText : tokens.Count == 0 ? TokenizationMode.PromptStart : TokenizationMode.Template;
            tokens.AddRange(Tokenizer.Tokenize(piece.Markup ?? ((TextPart)piece.Content!).Text, mode));
        }

        return [.. tokens];
    }

    /// <summary>Decodes tokens after others of a sequence; the last row is readable.</summary>
    /// <returns>The row.</returns>
    public int Feed(ReadOnlySpan<int> tokens, int position, int sequence, CancellationToken cancellationToken = default)
    {
        var row = -1;
        for (var start = 0; start < tokens.Length; start += Decoder.MaxBatchTokens)
        {
            var end = Math.Min(tokens.Length, start + Decoder.MaxBatchTokens);
            var batch = new DecoderBatch(end - start, 1);
            for (var i = start; i < end; i++) row = batch.AddToken(tokens[i], position + i, [sequence], i == tokens.Length - 1 ? RowLogits.Wanted : RowLogits.Unwanted);
            Decoder.Decode(batch, cancellationToken);
        }

        return row;
    }

    /// <summary>Decodes tokens as the beginning of sequence 0, in one batch.</summary>
    /// <returns>The hidden state of the last, and its row, which is readable.</returns>
    public (float[] State, int Row) FeedForState(ReadOnlySpan<int> tokens)
    {
        Decoder.RemoveSequence(0, 0);
        var batch = new DecoderBatch(tokens.Length, 1);
        var row = -1;
        for (var i = 0; i < tokens.Length; i++) row = batch.AddToken(tokens[i], i, [0], i == tokens.Length - 1 ? RowLogits.WantedWithHiddenState : RowLogits.Unwanted);
        Decoder.Decode(batch, CancellationToken.None);
        var state = new float[Decoder.HiddenStateWidth];
        Decoder.CopyHiddenState(row, state);
        return (state, row);
    }

    /// <summary>The whole row of logits.</summary>
    public float[] Logits(int row)
    {
        var logits = new float[Tokenizer.VocabularySize];
        Decoder.CopyLogits(row, [.. Enumerable.Range(0, logits.Length)], logits);
        return logits;
    }

    /// <summary>Decodes given tokens after a prompt, one a step.</summary>
    /// <returns>The likeliest token and the logits at each step.</returns>
    public (List<int> Likeliest, List<float[]> Steps) Follow(int[] prompt, ReadOnlySpan<int> answer)
    {
        var (likeliest, steps) = (new List<int>(), new List<float[]>());
        Decoder.RemoveSequence(0, 0);
        var row = Feed(prompt, 0, 0);
        for (var i = 0; i < answer.Length; i++)
        {
            likeliest.Add(Decoder.ArgMax(row));
            steps.Add(Logits(row));
            if (i + 1 < answer.Length) row = Feed([answer[i]], prompt.Length + i, 0);
        }

        return (likeliest, steps);
    }

    /// <summary>log P(tokens | prompt), prompt and all tokens in one batch, as the reference was computed.</summary>
    public double LogLikelihood(int[] prompt, int[] tokens)
    {
        Decoder.RemoveSequence(0, 0);
        var batch = new DecoderBatch(prompt.Length + tokens.Length, 1);
        for (var i = 0; i < prompt.Length + tokens.Length; i++)
            batch.AddToken(i < prompt.Length ? prompt[i] : tokens[i - prompt.Length], i, [0], i >= prompt.Length - 1 ? RowLogits.Wanted : RowLogits.Unwanted);
        Decoder.Decode(batch, CancellationToken.None);
        return tokens.Select((token, i) => Logits(prompt.Length - 1 + i)[token] - Decoder.LogSumExp(prompt.Length - 1 + i)).Sum();
    }
}
