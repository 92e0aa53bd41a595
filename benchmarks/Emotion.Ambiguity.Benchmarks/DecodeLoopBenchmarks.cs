using BenchmarkDotNet.Attributes;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Models.Mini;

namespace Emotion.Ambiguity.Benchmarks;

/// <summary>
/// What one generated token costs on the embedded model, from decode to the next token, and in managed memory. "Allocated" must be empty.
/// </summary>
public class DecodeLoopBenchmarks
{
    private const int PromptTokens = 64;
    private readonly float[] _gathered = new float[32];
    private readonly int[] _wanted = [.. Enumerable.Range(1000, 32)];
    private ModelParts _parts = null!;
    private DecoderBatch _batch = null!;
    private int _token;
    private int _position;

    [GlobalSetup]
    public void Load()
    {
        _parts = ModelLoader.OpenParts(EmbeddedModelFiles.Find().LanguageModel, new LlamaCppOptions(), null, CancellationToken.None);
        _batch = new DecoderBatch(_parts.Decoder.MaxBatchTokens, _parts.Decoder.MaxSequences);
        for (var position = 0; position < PromptTokens; position++) _batch.AddToken(position + 100, position, [0], position == PromptTokens - 1 ? RowLogits.Wanted : RowLogits.Unwanted);
        _parts.Decoder.Decode(_batch, CancellationToken.None);
        _token = _parts.Decoder.ArgMax(PromptTokens - 1);
        _position = PromptTokens;
    }

    [GlobalCleanup]
    public void Free() => _parts.Dispose();

    /// <summary>Decode one token, choose the next, gather 32 logits, as the batching does for each generated token.</summary>
    [Benchmark]
    public int DecodeOneToken()
    {
        if (_position == PromptTokens + 256)
        {
            _parts.Decoder.RemoveSequence(0, PromptTokens);
            _position = PromptTokens;
        }

        _batch.Clear();
        var row = _batch.AddToken(_token, _position++, [0], RowLogits.Wanted);
        _parts.Decoder.Decode(_batch, CancellationToken.None);
        _parts.Decoder.CopyLogits(row, _wanted, _gathered);
        return _token = _parts.Decoder.ArgMax(row);
    }

    /// <summary>The log-probability of one label token, read from the row in place.</summary>
    [Benchmark]
    public double LogSumExpOfOneRow()
    {
        _batch.Clear();
        var row = _batch.AddToken(_token, PromptTokens, [1], RowLogits.Wanted);
        _parts.Decoder.RemoveSequence(1, 0);
        _parts.Decoder.CopySequence(0, 1);
        _parts.Decoder.RemoveSequence(1, PromptTokens);
        _parts.Decoder.Decode(_batch, CancellationToken.None);
        return _parts.Decoder.LogSumExp(row);
    }
}
