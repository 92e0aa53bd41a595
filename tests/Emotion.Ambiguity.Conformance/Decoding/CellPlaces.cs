namespace Emotion.Ambiguity.Conformance.Decoding;

/// <summary>
/// Where in a cache the next cell comes to lie, as llama.cpp 0.5.0 has it: the first free one from a head on, which goes back when something
/// before it is freed, starts over at the end, and also where it is far beyond what is in use.
/// </summary>
internal sealed class CellPlaces(int count)
{
    private readonly bool[] _taken = new bool[count];
    private int _head;
    private int _used;

    /// <summary>How far the cells ever reached: one past the last that was taken.</summary>
    public int Reach { get; private set; }

    public int Take()
    {
        if (_used == count) throw new InvalidOperationException($"All {count} cells are used.");
        if (_head > _used + 2) _head = 0;
        while (_head >= count || _taken[_head]) _head = _head >= count ? 0 : _head + 1;
        _taken[_head] = true;
        _used++;
        Reach = Math.Max(Reach, _head + 1);
        return _head++;
    }

    public void Free(int place)
    {
        _taken[place] = false;
        _used--;
        _head = Math.Min(_head, place);
    }
}
