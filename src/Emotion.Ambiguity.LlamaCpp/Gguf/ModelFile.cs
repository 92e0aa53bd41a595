using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Emotion.Ambiguity.LlamaCpp.Gguf;

/// <summary>Tells whether a file can be a language model, and if not, what it is instead.</summary>
internal static class ModelFile
{
    private const string DownloadAgain = "Copy or download it again and compare its size and hash with the source.";
    private const uint WhisperMagic = 0x67676d6c;

    /// <summary>Checks a model, all its files where there are several.</summary>
    /// <returns>The header of the first.</returns>
    /// <exception cref="ModelLoadException">It cannot be a language model.</exception>
    public static GgufFile Check(string path)
    {
        var file = Read(path);
        if (string.Equals(file.Architecture, "clip", StringComparison.Ordinal))
            throw new ModelLoadException(path, "it is a projector for sound or images (architecture clip), not a language model.", "Pass it as the audio projector, beside the language model it belongs to.");
        if (ModelHeader.FaultOf(file) is { } fault) throw new ModelLoadException(path, fault, DownloadAgain);
        if (file.Integer("split.count") is > 1 and var parts) CheckOtherParts(path, file, (int)Math.Min(parts, 10_000));
        return file;
    }

    /// <summary>Reads a header, of whatever the file holds.</summary>
    /// <exception cref="ModelLoadException">It is no readable GGUF file.</exception>
    public static GgufFile Read(string path)
    {
        if (Directory.Exists(path)) throw new ModelLoadException(path, "it is a folder.", "Name the .gguf file inside it.");
        if (!File.Exists(path)) throw new ModelLoadException(path, "there is no such file.", "Check the path.");
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            Recognise(path, stream);
            return GgufFile.Read(stream);
        }
        catch (InvalidDataException exception)
        {
            throw new ModelLoadException(path, exception.Message, DownloadAgain, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException(path, $"it cannot be read ({exception.Message}).", "Check that the file is readable and not in use.", exception);
        }
    }

    /// <summary>Names the files that people mistake for a model.</summary>
    private static void Recognise(string path, FileStream stream)
    {
        Span<byte> head = stackalloc byte[64];
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        stream.Position = 0;
        if (head.IsEmpty) throw new ModelLoadException(path, "it is empty.", DownloadAgain);
        if (head.Length < 4) throw new ModelLoadException(path, "it is too short for a GGUF file.", DownloadAgain);
        var magic = BinaryPrimitives.ReadUInt32LittleEndian(head);
        if (magic == GgufFile.Magic) return;
        if (magic == WhisperMagic) throw new ModelLoadException(path, "it is a Whisper model in whisper.cpp's own form, no GGUF file.", "Pass it as the transcriber's model.");
        if (head.StartsWith("PK"u8)) throw new ModelLoadException(path, "it is an archive (PyTorch or zip).", "Convert the model to GGUF, or unpack the file.");
        if (head.StartsWith("version https://git-lfs"u8)) throw new ModelLoadException(path, "it is a Git LFS pointer, not the file itself.", "Run git lfs pull.");
        if (head.StartsWith("tjgg"u8) || head.StartsWith("algg"u8) || head.StartsWith("fmgg"u8))
            throw new ModelLoadException(path, "it is in a format that came before GGUF.", "Download or convert the model as GGUF.");
        if (LooksLikeText(head)) throw new ModelLoadException(path, "it is a text file.", "A GGUF file is binary; a download may have saved an error page in its place.");
        throw new ModelLoadException(path, "it is no GGUF file.", "Name a model in GGUF form.");
    }

    private static bool LooksLikeText(ReadOnlySpan<byte> head)
    {
        foreach (var b in head)
        {
            if (b < 32 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r')) return false;
        }

        return !Encoding.UTF8.GetString(head[..^3]).Contains('\uFFFD', StringComparison.Ordinal);
    }

    private static void CheckOtherParts(string path, GgufFile first, int count)
    {
        var ending = string.Create(CultureInfo.InvariantCulture, $"-00001-of-{count:D5}.gguf");
        if (first.Integer("split.no") is not 0 || !path.EndsWith(ending, StringComparison.Ordinal))
            throw new ModelLoadException(path, $"it is one of {count} files of a model.", $"Name the first, which ends in \"{ending}\", and keep the names of all files.");
        for (var i = 2; i <= count; i++) Read(string.Create(CultureInfo.InvariantCulture, $"{path[..^ending.Length]}-{i:D5}-of-{count:D5}.gguf"));
    }
}
