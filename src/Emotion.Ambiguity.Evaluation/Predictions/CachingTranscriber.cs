using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Evaluation.Predictions;

/// <summary>
/// Remembers transcripts in a file, so that several prompts and models, and a run that goes on after a stop, hear each clip once.
/// </summary>
/// <remarks>
/// Thread-safe. In memory it holds 40 bytes a clip; the words are read back from the file. A clip is known by the hash of its samples and the
/// transcriber's model.
/// </remarks>
public sealed class CachingTranscriber : ITranscriber
{
    private readonly Func<CancellationToken, Task<ITranscriber>> _load;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly string _path;
    private readonly Dictionary<UInt128, (long Offset, int Length)> _known = [];
    private FileStream? _file;
    private ITranscriber? _transcriber;

    /// <summary>Names the file; it is opened or created when the first clip comes, so that nobody else's run is touched before a run folder is one's own.</summary>
    /// <param name="path">The file. A line that was cut off by a crash is taken away.</param>
    /// <param name="info">What the transcriber says of itself; transcripts of another model are not used.</param>
    /// <param name="load">Loads the transcriber when the first unknown clip comes.</param>
    public CachingTranscriber(string path, TranscriberInfo info, Func<CancellationToken, Task<ITranscriber>> load)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(load);
        (_path, Info, _load) = (path, info, load);
    }

    /// <inheritdoc/>
    public TranscriberInfo Info { get; }

    /// <inheritdoc/>
    public async Task<Transcript> TranscribeAsync(Audio audio, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audio);
        var key = Key(audio);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var file = _file ??= Open();
            if (_known.TryGetValue(key, out var place)) return Read(file, place);
            _transcriber ??= await _load(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }

        var transcript = await _transcriber.TranscribeAsync(audio, cancellationToken).ConfigureAwait(false);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_known.ContainsKey(key)) Write(_file, key, transcript);
            return transcript;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Closes the file and disposes the transcriber where it was loaded.</summary>
    /// <returns>A task that ends when all is freed.</returns>
    public async ValueTask DisposeAsync()
    {
        if (_file is not null) await _file.DisposeAsync().ConfigureAwait(false);
        if (_transcriber is not null) await _transcriber.DisposeAsync().ConfigureAwait(false);
        _gate.Dispose();
    }

    private UInt128 Key(Audio audio)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(FormattableString.Invariant($"{Info.Engine}\n{Info.ModelId}\n{audio.SampleRateHz}\n")));
        hash.AppendData(MemoryMarshal.AsBytes(audio.Samples.Span));
        return BinaryPrimitives.ReadUInt128BigEndian(hash.GetHashAndReset());
    }

    private FileStream Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_path))!);
        var file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var start = 0;
        while (bytes.AsSpan(start).IndexOf((byte)'\n') is var length and >= 0)
        {
            if (KeyOf(bytes.AsMemory(start, length)) is { } key) _known[key] = (start, length);
            start += length + 1;
        }

        file.SetLength(start);
        file.Position = start;
        return file;
    }

    /// <summary>The clip of a line; null where the line is damaged, so that the clip is heard again.</summary>
    private static UInt128? KeyOf(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            _ = ReadTranscript(json.RootElement);
            return UInt128.Parse(json.RootElement.GetProperty("clip").GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or OverflowException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static Transcript Read(FileStream file, (long Offset, int Length) place)
    {
        var bytes = new byte[place.Length];
        RandomAccess.Read(file.SafeFileHandle, bytes, place.Offset);
        using var json = JsonDocument.Parse(bytes);
        return ReadTranscript(json.RootElement);
    }

    private static Transcript ReadTranscript(JsonElement root) => new()
    {
        Text = root.GetProperty("text").GetString() ?? throw new JsonException("There is no text."),
        Language = root.TryGetProperty("language", out var language) ? language.GetString() : null,
        NoSpeechProbability = root.TryGetProperty("noSpeech", out var noSpeech) ? noSpeech.GetDouble() : null,
        Words = root.TryGetProperty("words", out var words) ? [.. words.EnumerateArray().Select(ReadWord)] : [],
    };

    // Times in ticks, so that what is read is to the bit what was heard.
    private static TranscriptWord ReadWord(JsonElement word) => new(word[0].GetString()!, ReadTime(word[1]), ReadTime(word[2]), word[3].GetDouble());

    private static TimeSpan? ReadTime(JsonElement ticks) => ticks.ValueKind == JsonValueKind.Null ? null : TimeSpan.FromTicks(ticks.GetInt64());

    private static void WriteWord(Utf8JsonWriter json, TranscriptWord word)
    {
        json.WriteStartArray();
        json.WriteStringValue(word.Text);
        foreach (var time in (ReadOnlySpan<TimeSpan?>)[word.Start, word.End])
        {
            if (time is { } t) json.WriteNumberValue(t.Ticks);
            else json.WriteNullValue();
        }

        json.WriteNumberValue(word.Probability);
        json.WriteEndArray();
    }

    private void Write(FileStream file, UInt128 key, Transcript transcript)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("clip", key.ToString("x32", CultureInfo.InvariantCulture));
            json.WriteString("text", transcript.Text);
            if (transcript.Language is not null) json.WriteString("language", transcript.Language);
            if (transcript.NoSpeechProbability is { } noSpeech) json.WriteNumber("noSpeech", noSpeech);
            json.WriteStartArray("words");
            foreach (var word in transcript.Words) WriteWord(json, word);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        var offset = file.Length;
        line.Write("\n"u8);
        file.Position = offset;
        try
        {
            file.Write(line.WrittenSpan);
        }
        catch (IOException)
        {
            // As on a full disk: half a line must not stay in front of the next one. The clip is heard again in the next run.
            file.SetLength(offset);
            return;
        }

        _known[key] = (offset, line.WrittenCount - 1);
    }
}
