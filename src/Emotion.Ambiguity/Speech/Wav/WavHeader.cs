using System.Buffers.Binary;

namespace Emotion.Ambiguity.Speech.Wav;

/// <summary>Reads what stands before the sound: RIFF, RF64 or BW64, with other chunks anywhere.</summary>
internal sealed class WavHeader
{
    private const uint Unknown32 = 0xFFFFFFFF;

    private readonly byte[] _scratch = new byte[WavFormat.MaxChunkBytes];
    private readonly ByteSource _bytes;
    private WavFormat? _format;
    private ulong _riffSize;
    private ulong? _dataSize64;

    private WavHeader(ByteSource bytes) => _bytes = bytes;

    /// <summary>Reads up to the first byte of sound.</summary>
    /// <returns>The format, and the bytes of sound, or null where only the end of the stream will tell.</returns>
    public static async ValueTask<(WavFormat Format, long? DataBytes)> ReadAsync(ByteSource bytes, CancellationToken cancellationToken)
    {
        var header = new WavHeader(bytes);
        await header.ReadFileTypeAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            await header.FillAsync(8, cancellationToken).ConfigureAwait(false);
            var size = header.UInt32At(4);
            if (header.HasAt(0, "data"u8)) return header.Finish(size);
            await header.ReadChunkAsync(size, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask ReadFileTypeAsync(CancellationToken cancellationToken)
    {
        var read = await _bytes.ReadAsync(_scratch.AsMemory(0, FileSignature.Length), cancellationToken).ConfigureAwait(false);
        if (read == 0) throw WavFault.Empty(_bytes.Name);

        var isRiff = read >= 4 && (HasAt(0, "RIFF"u8) || HasAt(0, "RF64"u8) || HasAt(0, "BW64"u8));
        if (isRiff && read < FileSignature.Length) throw WavFault.CutInHeader(_bytes.Name, read);
        if (!isRiff || !HasAt(8, "WAVE"u8)) throw FileSignature.Fault(_scratch.AsSpan(0, read), _bytes.Name);
        _riffSize = UInt32At(4);
    }

    private async ValueTask ReadChunkAsync(uint size, CancellationToken cancellationToken)
    {
        var isFormat = HasAt(0, "fmt "u8);
        var isSizes = HasAt(0, "ds64"u8);
        var kept = 0;
        if (isFormat || isSizes)
        {
            kept = (int)Math.Min(size, (uint)_scratch.Length);
            await FillAsync(kept, cancellationToken).ConfigureAwait(false);
            if (isFormat) _format = WavFormat.Parse(_scratch.AsSpan(0, kept), _bytes.Name);
            else ReadSizes(kept);
        }

        // Chunks begin at even offsets; the odd byte is not counted in the size.
        var rest = (long)size - kept + (size & 1);
        if (!await _bytes.SkipAsync(rest, cancellationToken).ConfigureAwait(false)) throw CutShort();
    }

    private void ReadSizes(int length)
    {
        if (length < 16) throw WavFault.Damaged(_bytes.Name, $"Its \"ds64\" chunk has {length} bytes, fewer than the 16 it needs.");
        _riffSize = BinaryPrimitives.ReadUInt64LittleEndian(_scratch);
        _dataSize64 = BinaryPrimitives.ReadUInt64LittleEndian(_scratch.AsSpan(8));
    }

    private (WavFormat Format, long? DataBytes) Finish(uint size32)
    {
        if (_format is null) throw WavFault.Damaged(_bytes.Name, "Its sound comes before the \"fmt \" chunk that says how to read it.");
        var size = size32 == Unknown32 && _dataSize64 is { } size64 ? size64 : size32;
        if (IsPlaceholder(size)) return (_format, null);
        if (size > 0) return (_format, (long)size);

        // 0 is also what a program writes that means to come back at the end of a recording; then nothing else is counted either.
        var isUnfinished = _riffSize == 0 || IsPlaceholder(_riffSize) || _riffSize + 8 <= (ulong)_bytes.Position;
        return isUnfinished ? (_format, null) : throw WavFault.NoSound(_bytes.Name);
    }

    // Programs that write to a pipe put the largest number they know there (ffmpeg 0xFFFFFFFF, sox 0x7FFFF000), or that less a header.
    private bool IsPlaceholder(ulong size)
    {
        var looksLikeOne = size is (>= 0x7FFFF000 and <= 0x80000000) or (>= 0xFFFFF000 and <= Unknown32) or >= long.MaxValue;
        return looksLikeOne && !(_bytes.Remaining is { } remaining && (ulong)remaining >= size);
    }

    private async ValueTask FillAsync(int count, CancellationToken cancellationToken)
    {
        if (await _bytes.ReadAsync(_scratch.AsMemory(0, count), cancellationToken).ConfigureAwait(false) < count) throw CutShort();
    }

    private AudioFormatException CutShort() => WavFault.CutInHeader(_bytes.Name, _bytes.Position + (_bytes.Remaining ?? 0));

    private uint UInt32At(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(_scratch.AsSpan(offset));

    private bool HasAt(int offset, ReadOnlySpan<byte> text) => _scratch.AsSpan(offset, text.Length).SequenceEqual(text);
}
