using Emotion.Ambiguity.Evaluation.Scoring;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>The ids seen so far, as 64 bit hashes: 11 to 21 bytes an id, however long it is. One caller at a time.</summary>
/// <remarks>Two different ids of a million collide once in 37 million readings.</remarks>
internal sealed class IdSet
{
    private ulong[] _slots = new ulong[1024];
    private int _count;

    /// <summary>Adds an id.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(string id)
    {
        if ((_count + 1) * 4L > _slots.Length * 3L) Grow();
        var hash = Hash(id);
        ref var slot = ref Slot(_slots, hash);
        if (slot != 0) return false;
        slot = hash;
        _count++;
        return true;
    }

    private void Grow()
    {
        var larger = new ulong[_slots.Length * 2];
        foreach (var hash in _slots)
            if (hash != 0) Slot(larger, hash) = hash;
        _slots = larger;
    }

    // Linear probing; the length is a power of two.
    private static ref ulong Slot(ulong[] slots, ulong hash)
    {
        var at = (int)((hash ^ (hash >> 32)) & (ulong)(slots.Length - 1));
        while (slots[at] != 0 && slots[at] != hash) at = (at + 1) & (slots.Length - 1);
        return ref slots[at];
    }

    // 64 bits, because string.GetHashCode has 32 only. 0 stands for an empty slot.
    private static ulong Hash(string id) => StableHash.Of(0, id) is var hash and not 0 ? hash : 1;
}
