using Emotion.Ambiguity.LanguageModels.Batching;

namespace Emotion.Ambiguity.Tests.LanguageModels.Batching;

/// <summary>A decoder that has no hidden states to offer, and computes nothing.</summary>
internal sealed class PlainDecoder : ITokenDecoder
{
    public string EngineName => "plain";

    public int CacheTokens => 64;

    public int SequenceTokens => 64;

    public int MaxSequences => 8;

    public int MaxBatchTokens => 8;

    public int EmbeddingWidth => 0;

    public void Decode(DecoderBatch batch, CancellationToken cancellationToken) => throw new InvalidOperationException();

    public void CopyLogits(int row, ReadOnlySpan<int> tokenIds, Span<float> destination) => throw new InvalidOperationException();

    public int ArgMax(int row) => throw new InvalidOperationException();

    public int Sample(int row, double temperature, double uniform) => throw new InvalidOperationException();

    public double LogSumExp(int row) => throw new InvalidOperationException();

    public void CopySequence(int source, int destination)
    {
    }

    public void RemoveSequence(int sequence, int fromPosition)
    {
    }

    public void Dispose()
    {
    }
}
