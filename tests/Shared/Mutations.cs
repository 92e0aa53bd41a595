using System.Buffers.Binary;

namespace Emotion.Ambiguity.Tests.Shared;

/// <summary>Damages bytes the way that finds holes in readers: numbers at their limits, pieces cut, doubled and exchanged.</summary>
internal static class Mutations
{
    private static readonly ulong[] Numbers =
    [
        0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 31, 32, 33, 64, 127, 128, 255, 256, 257, 1000, 32767, 32768, 65535, 65536, 0x7fffffff, 0x80000000, 0xffffffff, 0x100000000,
        0x7fffffffffffffff, 0x8000000000000000, 0xffffffffffffffff, 0x2000000000000000, 0x3f800000, 0x7fc00000, 0x7f800000,
    ];

    /// <summary>One to eight changes of one of the seeds.</summary>
    /// <param name="random">The case's random numbers.</param>
    /// <param name="seeds">Whole files to begin with.</param>
    /// <param name="words">Pieces that mean something to the reader; may be none.</param>
    public static byte[] Of(Random random, byte[][] seeds, byte[][] words)
    {
        var bytes = seeds[random.Next(seeds.Length)].ToList();
        for (var changes = 1 + random.Next(random.Next(1, 9)); changes > 0; changes--) Change(random, bytes, seeds, words);
        return [.. bytes];
    }

    private static void Change(Random random, List<byte> bytes, byte[][] seeds, byte[][] words)
    {
        // Headers are where most of a file's meaning lies.
        var reach = random.Next(3) > 0 ? Math.Min(bytes.Count, 512) : bytes.Count;
        var at = reach == 0 ? 0 : random.Next(reach);
        var length = Math.Min(bytes.Count - at, 1 + random.Next(random.Next(1, 64)));
        switch (random.Next(words.Length > 0 ? 10 : 9))
        {
            case 0 when bytes.Count > 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 1 when bytes.Count > 0: bytes[at] = (byte)random.Next(256); break;
            case 2 or 3 or 4: Overwrite(random, bytes, at); break;
            case 5: bytes.RemoveRange(at, length); break;
            case 6: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            case 7: bytes.RemoveRange(at, bytes.Count - at); break;
            case 8:
                var other = seeds[random.Next(seeds.Length)];
                var from = random.Next(other.Length);
                bytes.InsertRange(at, other.AsSpan(from, Math.Min(other.Length - from, length)).ToArray());
                break;
            case 9: bytes.InsertRange(at, words[random.Next(words.Length)]); break;
            default: bytes.Add((byte)random.Next(256)); break;
        }
    }

    private static void Overwrite(Random random, List<byte> bytes, int at)
    {
        var number = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(number, Numbers[random.Next(Numbers.Length)]);
        var size = 1 << random.Next(4);
        if (random.Next(2) == 0) at -= at % size; // numbers of a header often lie on their size
        for (var i = 0; i < size && at + i < bytes.Count; i++) bytes[at + i] = number[i];
    }
}
