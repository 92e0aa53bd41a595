namespace Emotion.Ambiguity.WhisperCpp;

/// <summary>Says what a file is that is no Whisper model, from its first bytes.</summary>
internal static class FileKind
{
    /// <summary>A sentence.</summary>
    internal static string Describe(ReadOnlySpan<byte> start) => start switch
    {
        _ when start.StartsWith("GGUF"u8) => "It is a GGUF file, which holds a language model, not a Whisper model.",
        _ when start.StartsWith("PK"u8) => "It is a zip file, as PyTorch checkpoints are; whisper.cpp needs them converted.",
        _ when start.StartsWith("RIFF"u8) => "It is a sound file (RIFF), not a model.",
        _ when start.StartsWith("version https://git-lfs"u8) => "It is a Git LFS pointer; the file itself was not fetched.",
        _ when start.Length > 8 && start[8] == '{' => "It looks like a safetensors file; whisper.cpp needs it converted.",
        _ when LooksLikeText(start) => "It is a text file.",
        _ => "It does not begin like a Whisper model.",
    };

    private static bool LooksLikeText(ReadOnlySpan<byte> start)
    {
        foreach (var b in start)
        {
            if (b is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r')) return false;
        }

        return true;
    }
}
