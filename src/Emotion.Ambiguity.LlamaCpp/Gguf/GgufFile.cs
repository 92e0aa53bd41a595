using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;

namespace Emotion.Ambiguity.LlamaCpp.Gguf;

/// <summary>The header of a GGUF file, checked against the file's length. Immutable and thread-safe.</summary>
internal sealed class GgufFile
{
    /// <summary>The first four bytes of a file, "GGUF".</summary>
    public const uint Magic = 0x46554747;

    private const uint DefaultAlignment = 32;
    private const uint ArrayType = 9;
    private const uint LastType = 12;
    private readonly Dictionary<string, object> _values;
    private const string TokensKey = "tokenizer.ggml.tokens";
    private readonly Dictionary<string, GgufArray> _arrays = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GgufTensor> _tensors = new(StringComparer.Ordinal);

    private readonly List<string> _tokens = [];

    private GgufFile(Dictionary<string, object> values, long tensorCount) => (_values, TensorCount) = (values, tensorCount);

    public long TensorCount { get; }

    /// <summary>All single values.</summary>
    public IReadOnlyDictionary<string, object> Values => _values;

    /// <summary>A single value as the file holds it: byte to ulong, float, double, bool or string; null where there is none or an array.</summary>
    public object? Value(string key) => _values.GetValueOrDefault(key);

    /// <summary>The formats and shapes of all tensors.</summary>
    public IReadOnlyCollection<GgufTensor> Tensors => _tensors.Values;

    /// <summary>What is kept of an array of the metadata, or null.</summary>
    public GgufArray? Array(string key) => _arrays.GetValueOrDefault(key);

    /// <summary>The vocabulary, each byte a character, because tokens need not be whole UTF-8; empty where there is none.</summary>
    public IReadOnlyList<string> Tokens => _tokens;

    /// <summary>A tensor's format and shape, or null.</summary>
    public GgufTensor? Tensor(string name) => _tensors.GetValueOrDefault(name);

    /// <summary>"llama", or "unknown" where the file does not say.</summary>
    public string Architecture => Text("general.architecture") ?? "unknown";

    /// <summary>A text of the metadata, or null.</summary>
    public string? Text(string key) => _values.GetValueOrDefault(key) as string;

    /// <summary>A whole number of the metadata, or null.</summary>
    public long? Integer(string key) => _values.GetValueOrDefault(key) switch
    {
        byte or sbyte or short or ushort or int or uint or long => Convert.ToInt64(_values[key], CultureInfo.InvariantCulture),
        ulong large when large <= long.MaxValue => (long)large,
        _ => null,
    };

    /// <summary>Reads a header.</summary>
    /// <param name="stream">A seekable stream at its start.</param>
    /// <exception cref="InvalidDataException">It is no GGUF file that the engine could load; the message is a clause that says why.</exception>
    public static GgufFile Read(Stream stream)
    {
        var reader = new GgufReader(stream, stream.Length);
        if (reader.UInt32() != Magic) throw new InvalidDataException("it does not begin as a GGUF file does.");
        CheckVersion(reader.UInt32());
        var tensors = reader.Count(24);
        var entries = reader.Count(13);
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        var file = new GgufFile(values, tensors);
        for (long i = 0; i < entries; i++)
        {
            var key = reader.Text();
            var type = reader.UInt32();
            if (type == ArrayType) file.ReadArray(reader, key);
            else values[key] = ReadValue(reader, type);
        }

        file.CheckTensors(reader, stream.Length);
        return file;
    }

    private static void CheckVersion(uint version)
    {
        if (version is 2 or 3) return;
        if (BinaryPrimitives.ReverseEndianness(version) is 2 or 3) throw new InvalidDataException("it is a big-endian GGUF file, for another kind of processor.");
        throw new InvalidDataException($"it is a GGUF file of version {version}, but only 2 and 3 are known.");
    }

    private static object ReadValue(GgufReader reader, uint type) => type switch
    {
        0 => reader.Byte(),
        1 => (sbyte)reader.Byte(),
        2 => (ushort)(reader.Byte() | (reader.Byte() << 8)),
        3 => (short)(reader.Byte() | (reader.Byte() << 8)),
        4 => reader.UInt32(),
        5 => (int)reader.UInt32(),
        6 => BitConverter.UInt32BitsToSingle(reader.UInt32()),
        7 => reader.Byte() != 0,
        8 => reader.Text(),
        10 => reader.UInt64(),
        11 => (long)reader.UInt64(),
        12 => BitConverter.UInt64BitsToDouble(reader.UInt64()),
        _ => throw new InvalidDataException($"its header holds a value of the unknown type {type}."),
    };

    private void ReadArray(GgufReader reader, string key)
    {
        var type = reader.UInt32();
        if (type > LastType) throw new InvalidDataException($"its header holds an array of the unknown type {type}.");
        if (type == ArrayType) throw new InvalidDataException("its header holds an array of arrays, which llama.cpp does not read.");
        var size = type switch { 0 or 1 or 7 => 1, 2 or 3 => 2, 4 or 5 or 6 => 4, 10 or 11 or 12 => 8, _ => 0 };
        var count = reader.Count(size > 0 ? size : 8);
        _arrays[key] = new GgufArray(type, count);
        if (size > 0) reader.Skip(count * size);
        else ReadTexts(reader, count, string.Equals(key, TokensKey, StringComparison.Ordinal));
    }

    private void ReadTexts(GgufReader reader, long count, bool areTokens)
    {
        if (areTokens) _tokens.Clear(); // where a damaged header has them twice
        for (long i = 0; i < count; i++)
        {
            if (areTokens) _tokens.Add(reader.Bytes());
            else reader.Skip(reader.Count(1));
        }
    }

    private static ImmutableArray<long> ReadShape(GgufReader reader, string name)
    {
        var dimensions = reader.UInt32();
        if (dimensions > 4) throw new InvalidDataException($"its tensor {name} has {dimensions} dimensions.");
        var shape = ImmutableArray.CreateBuilder<long>((int)dimensions);
        UInt128 values = 1;
        for (var i = 0; i < dimensions; i++)
        {
            var size = reader.UInt64();
            values *= size;
            // llama.cpp divides by each size before it looks at it, which ends the process over a 0.
            if (size == 0 || size > long.MaxValue || values > long.MaxValue) throw new InvalidDataException($"its tensor {name} has an impossible size.");
            shape.Add((long)size);
        }

        return shape.MoveToImmutable();
    }

    private void CheckTensors(GgufReader reader, long fileLength)
    {
        // llama.cpp ends the process over an alignment of another kind.
        if (Value("general.alignment") is not (null or uint)) throw new InvalidDataException("its general.alignment is not of 32 bits.");
        var alignment = Math.Max(1ul, Value("general.alignment") as uint? ?? DefaultAlignment);
        if (!ulong.IsPow2(alignment)) throw new InvalidDataException($"its general.alignment is {alignment}, which is no power of 2.");
        UInt128 end = 0;
        for (long i = 0; i < TensorCount; i++)
        {
            var name = reader.Text();
            var tensor = new GgufTensor(ReadShape(reader, name), reader.UInt32());
            _tensors[name] = tensor;
            var bytes = GgufTensorTypes.Bytes(tensor.Type, (ulong)tensor.Shape.Aggregate(1L, (product, size) => product * size));
            var offset = reader.UInt64();
            if (offset % alignment != 0) throw new InvalidDataException($"its tensor {name} starts at {offset}, which is no multiple of {alignment}.");
            end = UInt128.Max(end, (UInt128)offset + bytes);
        }

        var start = ((ulong)reader.Position + alignment - 1) / alignment * alignment;
        if (TensorCount > 0 && start + end > (UInt128)fileLength)
            throw new InvalidDataException($"it is cut short: {start + end} bytes are needed, but it has {fileLength}.");
    }
}
