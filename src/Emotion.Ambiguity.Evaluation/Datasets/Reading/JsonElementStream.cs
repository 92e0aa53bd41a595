using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Emotion.Ambiguity.Evaluation.Datasets;

/// <summary>Reads the members of a JSON file's one object or array, one after another; only the current one is in memory.</summary>
internal sealed class JsonElementStream
{
    private readonly string _file;
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private long _line = 1;
    private JsonReaderState _state;
    private bool _opened;
    private bool _closed;

    private JsonElementStream(string file) => _file = file;

    private Span<byte> Pending => _buffer.AsSpan(_start, _end - _start);

    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>For an object the property's name, for an array null; the value; the line that it starts on.</returns>
    public static async IAsyncEnumerable<JsonMember> ReadAsync(string file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var parser = new JsonElementStream(file);
        var stream = File.OpenRead(file);
        await using (stream.ConfigureAwait(false))
        {
            var isEnd = false;
            while (!isEnd)
            {
                isEnd = await parser.FillAsync(stream, cancellationToken).ConfigureAwait(false);
                while (parser.TryNext(isEnd, out var member)) yield return member;
            }
        }

        if (!parser._closed) throw new DatasetFormatException(file, parser._line, "The file is cut short.", "Get it again.");
    }

    private async Task<bool> FillAsync(FileStream stream, CancellationToken cancellationToken)
    {
        Pending.CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var isStart = stream.Position == 0;
        var room = _buffer.Length - _end;
        var read = await stream.ReadAtLeastAsync(_buffer.AsMemory(_end), room, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        _end += read;
        if (isStart && Pending.StartsWith("\uFEFF"u8)) _start = 3;
        return read < room;
    }

    private bool TryNext(bool isEnd, out JsonMember member)
    {
        member = default;
        if (_closed) return false;
        try
        {
            var reader = new Utf8JsonReader(Pending, isEnd, _state);
            if (!reader.Read()) return false;
            if (!_opened)
            {
                if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) throw new JsonException("The file holds neither an object nor an array.");
                _opened = true;
                Commit(reader);
                return TryNext(isEnd, out member);
            }

            if (reader.CurrentDepth == 0 && reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray) return !(_closed = true);
            var line = _line + Pending[..(int)reader.TokenStartIndex].Count((byte)'\n');
            var name = reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null;
            if (name is not null && !reader.Read()) return false;
            if (!JsonDocument.TryParseValue(ref reader, out var document)) return false;
            using (document) member = new(name, document.RootElement.Clone(), line);
            Commit(reader);
            return true;
        }
        catch (JsonException fault)
        {
            throw new DatasetFormatException(_file, (fault.LineNumber ?? _line - 1) + 1, $"It is not JSON: {fault.Message}", "Get the file again.", fault);
        }
        catch (InvalidOperationException fault) // a name whose bytes are not UTF-8
        {
            throw new DatasetFormatException(_file, _line, $"It is not JSON: {fault.Message}", "Get the file again.", fault);
        }
    }

    private void Commit(in Utf8JsonReader reader)
    {
        _state = reader.CurrentState;
        _line += Pending[..(int)reader.BytesConsumed].Count((byte)'\n');
        _start += (int)reader.BytesConsumed;
    }
}
