using System.Text;

namespace Emotion.Ambiguity.LlamaCpp.Tests.Support;

/// <summary>Writes GGUF files out of values and tensors in the order that they were added.</summary>
internal sealed class GgufBuilder
{
    private const int Alignment = 32;

    private readonly List<(string Key, Action<BinaryWriter> Write)> _values = [];
    private readonly List<(string Name, long[] Shape, uint Type, byte[] Data)> _tensors = [];

    public uint Version { get; init; } = 3;

    public void Number(string key, uint value) => Add(key, 4, w => w.Write(value));

    public void Number(string key, int value) => Add(key, 5, w => w.Write(value));

    public void Number(string key, float value) => Add(key, 6, w => w.Write(value));

    public void Flag(string key, bool value) => Add(key, 7, w => w.Write(value));

    public void Text(string key, string value) => Add(key, 8, w => Text(w, value));

    public void Array<T>(string key, uint type, IReadOnlyCollection<T> items, Action<BinaryWriter, T> write) => Add(key, 9, w =>
    {
        w.Write(type);
        w.Write((ulong)items.Count);
        foreach (var item in items) write(w, item);
    });

    public void Texts(string key, IReadOnlyCollection<string> items) => Array(key, 8, items, Text);

    public void Tensor(string name, long[] shape, float[] data, uint type = 0) => _tensors.Add((name, shape, type, System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(data).ToArray()));

    public void Tensor(string name, long[] shape, Half[] data) => _tensors.Add((name, shape, 1, System.Runtime.InteropServices.MemoryMarshal.AsBytes<Half>(data).ToArray()));

    public void RemoveTensor(string name) => _tensors.RemoveAll(t => string.Equals(t.Name, name, StringComparison.Ordinal));

    public void RemoveValue(string key) => _values.RemoveAll(v => string.Equals(v.Key, key, StringComparison.Ordinal));

    public byte[] Write()
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("GGUF"u8);
        writer.Write(Version);
        writer.Write((ulong)_tensors.Count);
        writer.Write((ulong)_values.Count);
        foreach (var (key, write) in _values)
        {
            Text(writer, key);
            write(writer);
        }

        var offset = 0L;
        foreach (var (name, shape, type, data) in _tensors)
        {
            Text(writer, name);
            writer.Write((uint)shape.Length);
            foreach (var dimension in shape) writer.Write((ulong)dimension);
            writer.Write(type);
            writer.Write((ulong)offset);
            offset = Padded(offset + data.Length);
        }

        Pad(writer);
        foreach (var tensor in _tensors)
        {
            writer.Write(tensor.Data);
            Pad(writer);
        }

        writer.Flush();
        return stream.ToArray();
    }

    private static long Padded(long length) => (length + Alignment - 1) / Alignment * Alignment;

    private static void Pad(BinaryWriter writer) => writer.Write(new byte[Padded(writer.BaseStream.Position) - writer.BaseStream.Position]);

    private static void Text(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((ulong)bytes.Length);
        writer.Write(bytes);
    }

    private void Add(string key, uint type, Action<BinaryWriter> write) => _values.Add((key, w =>
    {
        w.Write(type);
        write(w);
    }
    ));
}
