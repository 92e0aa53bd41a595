using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Evaluation.Predictions;

/// <summary>A JSONL file of predictions that survives being cut off at any byte: a header, then a line an item, in the dataset's order.</summary>
/// <remarks>One caller at a time.</remarks>
internal sealed class PredictionFile : IDisposable
{
    private static readonly TimeSpan FlushEvery = TimeSpan.FromMilliseconds(200);
    private readonly Stream _stream;
    private readonly string _path;
    private readonly ArrayBufferWriter<byte> _lines = new();
    private long _lastFlush = Environment.TickCount64;

    private PredictionFile(Stream stream, string path) => (_stream, _path) = (stream, path);

    /// <summary>Opens a file to go on with it, or creates it. A line that was cut off is taken away.</summary>
    /// <exception cref="PredictionException">The file is of another run, or cannot be written.</exception>
    public static PredictionFile OpenOrCreate(string path, PredictionHeader header) =>
        OpenOrCreate(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0), path, header);

    /// <summary>The same over a stream that can seek and keeps nothing back, which it then owns.</summary>
    internal static PredictionFile OpenOrCreate(Stream stream, string path, PredictionHeader header)
    {
        var file = new PredictionFile(stream, path);
        try
        {
            if (file.TruncateToWholeLines() == 0) file.Write(w => PredictionJson.WriteHeader(w, header));
            else file.CheckHeader(path, header);
            file.Flush();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The predictions so far.</summary>
    public static async IAsyncEnumerable<ItemPrediction> ReadAsync(string path, EmotionTaxonomy taxonomy, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        _ = await text.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        for (var line = 2; await text.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } json; line++) yield return Parse(path, line, json, taxonomy);
    }

    /// <summary>Adds a prediction. It is safe from a crash of the program within a fifth of a second, and after <see cref="Flush"/>.</summary>
    public void Add(ItemPrediction prediction)
    {
        Write(w => PredictionJson.WritePrediction(w, prediction));
        if (_lines.WrittenCount > 1 << 16 || Environment.TickCount64 - _lastFlush > FlushEvery.TotalMilliseconds) Flush();
    }

    /// <exception cref="PredictionException">The file cannot be written, as on a full disk; it holds whole lines, and what was not written is predicted again.</exception>
    public void Flush()
    {
        var whole = _stream.Position;
        try
        {
            _stream.Write(_lines.WrittenSpan);
            _stream.Flush();
        }
        catch (IOException fault)
        {
            // Half a line must not stay in front of what a later attempt writes.
            _stream.SetLength(whole);
            _stream.Position = whole;
            throw new PredictionException($"\"{_path}\" cannot be written: {fault.Message} What was predicted before is kept; make room on the disk and run it again.", fault);
        }
        finally
        {
            _lines.ResetWrittenCount();
        }

        _lastFlush = Environment.TickCount64;
    }

    public void Dispose()
    {
        if (_stream.CanWrite && _lines.WrittenCount > 0) Flush();
        _stream.Dispose();
    }

    private void Write(Action<IBufferWriter<byte>> write)
    {
        write(_lines);
        _lines.Write("\n"u8);
    }

    private void CheckHeader(string path, PredictionHeader header)
    {
        _stream.Position = 0;
        using var text = new StreamReader(_stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            var differences = PredictionJson.ReadHeader(text.ReadLine()!).DifferencesTo(header);
            if (differences.Length > 0)
                throw new PredictionException($"\"{path}\" holds predictions of another run: {string.Join("; ", differences)}. Take another folder, or delete the file.");
        }
        catch (FormatException fault)
        {
            throw new PredictionException($"\"{path}\" is no file of predictions: {fault.Message} Take another folder, or delete the file.", fault);
        }

        _stream.Position = _stream.Length;
    }

    /// <returns>The length that is left.</returns>
    private long TruncateToWholeLines()
    {
        var buffer = new byte[1 << 16];
        for (var end = _stream.Length; end > 0;)
        {
            var start = Math.Max(0, end - buffer.Length);
            _stream.Position = start;
            var chunk = buffer.AsSpan(0, (int)(end - start));
            _stream.ReadExactly(chunk);
            if (chunk.LastIndexOf((byte)'\n') is var at and >= 0)
            {
                _stream.SetLength(start + at + 1);
                return _stream.Position = _stream.Length;
            }

            end = start;
        }

        _stream.SetLength(0);
        return 0;
    }

    private static ItemPrediction Parse(string path, int line, string json, EmotionTaxonomy taxonomy)
    {
        try
        {
            return PredictionJson.ReadPrediction(json, taxonomy);
        }
        catch (FormatException fault)
        {
            throw new PredictionException($"\"{path}\", line {line}, is no prediction: {fault.Message} Delete the file to predict again.", fault);
        }
    }
}
