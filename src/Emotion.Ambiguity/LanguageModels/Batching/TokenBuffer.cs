using System.Buffers;

namespace Emotion.Ambiguity.LanguageModels.Batching;

/// <summary>Gathers tokens in borrowed memory. One caller at a time; disposing gives the memory back.</summary>
internal sealed class TokenBuffer : IDisposable
{
    private const int UsualTokens = 256;
    private int[] _tokens = ArrayPool<int>.Shared.Rent(UsualTokens);

    public int Count { get; private set; }

    public void Add(ReadOnlySpan<int> tokens)
    {
        if (Count + tokens.Length > _tokens.Length) Grow(Count + tokens.Length);
        tokens.CopyTo(_tokens.AsSpan(Count));
        Count += tokens.Length;
    }

    /// <summary>The tokens gathered so far; the buffer is empty after it.</summary>
    public int[] Take()
    {
        var taken = _tokens.AsSpan(0, Count).ToArray();
        Count = 0;
        return taken;
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_tokens);
        _tokens = [];
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<int>.Shared.Rent(Math.Max(needed, _tokens.Length * 2));
        _tokens.AsSpan(0, Count).CopyTo(larger);
        ArrayPool<int>.Shared.Return(_tokens);
        _tokens = larger;
    }
}
