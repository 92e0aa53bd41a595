using System.Buffers.Binary;

namespace Emotion.Ambiguity.Trials.Load;

/// <summary>Where the values and tensors of a GGUF file lie, so that damage hits what means something.</summary>
internal static class GgufMap
{
    private static readonly uint[] Numbers = [0, 1, 2, 3, 5, 7, 8, 16, 31, 33, 63, 64, 65, 100, 127, 128, 129, 255, 256, 400, 512, 513, 1000, 4096, 65_535, 65_536, 1 << 20, 1 << 28, int.MaxValue, 0x80000000, uint.MaxValue, 0x7fc00000, 0x7f800000, 0x3f800000];

    /// <summary>One place: its first byte, its last, and whether it is a whole entry (which may be taken out) or a number.</summary>
    public sealed record Place(int Start, int End, PlaceKind Kind);

    public enum PlaceKind
    {
        /// <summary>Key, type and value of the metadata.</summary>
        Entry,

        /// <summary>Name, shape, type and offset of a tensor.</summary>
        Tensor,

        /// <summary>A number, or the type or the count of something.</summary>
        Number,

        /// <summary>The elements of an array, behind its type and count.</summary>
        Array,

        /// <summary>A text.</summary>
        Text,
    }

    public static List<Place> Of(byte[] file)
    {
        var places = new List<Place>();
        var at = 24;
        for (var i = ReadLong(file, 16); i > 0; i--)
        {
            var start = at;
            at += 8 + (int)ReadLong(file, at);
            places.Add(new Place(at, at + 4, PlaceKind.Number));
            var type = ReadInt(file, at);
            at = SkipValue(file, at + 4, type, places);
            places.Add(new Place(start, at, PlaceKind.Entry));
        }

        for (var i = ReadLong(file, 8); i > 0; i--)
        {
            var start = at;
            at += 8 + (int)ReadLong(file, at);
            var dimensions = (int)ReadInt(file, at);
            places.Add(new Place(at, at + 4, PlaceKind.Number));
            at += 4;
            for (var d = 0; d < dimensions; d++, at += 8) places.Add(new Place(at, at + 8, PlaceKind.Number));
            places.Add(new Place(at, at + 4, PlaceKind.Number));
            places.Add(new Place(at + 4, at + 12, PlaceKind.Number));
            at += 12;
            places.Add(new Place(start, at, PlaceKind.Tensor));
        }

        return places;
    }

    /// <summary>One or two places changed; the weights stay aligned.</summary>
    public static byte[] Damage(Random random, byte[] whole, List<Place> map)
    {
        var bytes = whole.ToList();
        var headerEnd = map[^1].End;
        for (var changes = 1 + random.Next(2); changes > 0; changes--)
        {
            var place = map[random.Next(map.Count)];
            if (place.Kind == PlaceKind.Number) Overwrite(random, bytes, place);
            else if (place.Kind == PlaceKind.Text) for (var i = 0; i < 2; i++) bytes[random.Next(place.Start, place.End)] = (byte)random.Next(256);
            else if (changes == 1) return Remove(random, bytes, headerEnd, place);
        }

        return [.. bytes];
    }

    private static void Overwrite(Random random, List<byte> bytes, Place place)
    {
        var number = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(number, Numbers[random.Next(Numbers.Length)]);
        for (var i = place.Start; i < place.End; i++) bytes[i] = number[i - place.Start];
    }

    /// <summary>An entry taken out, or an array made shorter, with the counts put right: a whole file of another content.</summary>
    private static byte[] Remove(Random random, List<byte> bytes, int headerEnd, Place place)
    {
        var weights = (headerEnd + 31) / 32 * 32;
        var header = bytes.GetRange(0, headerEnd);
        if (place.Kind == PlaceKind.Array)
        {
            var width = (int)ReadInt([.. header], place.Start - 12) switch { 0 or 1 or 7 => 1, 2 or 3 => 2, 10 or 11 or 12 => 8, _ => 4 };
            var count = (place.End - place.Start) / width;
            var left = count == 0 ? 0 : random.Next(count);
            header.RemoveRange(place.Start + (left * width), place.End - place.Start - (left * width));
            Write(header, place.Start - 8, left);
        }
        else
        {
            header.RemoveRange(place.Start, place.End - place.Start);
            var counter = place.Kind == PlaceKind.Tensor ? 8 : 16;
            Write(header, counter, ReadLong([.. header], counter) - 1);
        }

        header.AddRange(new byte[((header.Count + 31) / 32 * 32) - header.Count]);
        return [.. header, .. bytes.Skip(weights)];
    }

    private static int SkipValue(byte[] file, int at, uint type, List<Place> places)
    {
        var size = type switch { 0 or 1 or 7 => 1, 2 or 3 => 2, 10 or 11 or 12 => 8, _ => 4 };
        if (type == 8)
        {
            var length = (int)ReadLong(file, at);
            if (length > 0) places.Add(new Place(at + 8, at + 8 + length, PlaceKind.Text));
            return at + 8 + length;
        }

        if (type != 9)
        {
            places.Add(new Place(at, at + size, PlaceKind.Number));
            return at + size;
        }

        var element = ReadInt(file, at);
        var count = (int)ReadLong(file, at + 4);
        places.Add(new Place(at, at + 4, PlaceKind.Number));
        var start = at += 12;
        if (element == 8)
        {
            for (var i = 0; i < count; i++)
            {
                var length = (int)ReadLong(file, at);
                if (length > 0 && i % 20 == 0) places.Add(new Place(at + 8, at + 8 + length, PlaceKind.Text));
                at += 8 + length;
            }

            return at;
        }

        at += count * (element is 0 or 1 or 7 ? 1 : element is 2 or 3 ? 2 : element is 10 or 11 or 12 ? 8 : 4);
        places.Add(new Place(start, at, PlaceKind.Array));
        for (var i = start; i + 4 <= at; i += 80) places.Add(new Place(i, i + 4, PlaceKind.Number));
        return at;
    }

    private static void Write(List<byte> bytes, int at, long number)
    {
        var value = BitConverter.GetBytes(number);
        for (var i = 0; i < 8; i++) bytes[at + i] = value[i];
    }

    private static long ReadLong(byte[] file, int at) => BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at));

    private static uint ReadInt(byte[] file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));
}
