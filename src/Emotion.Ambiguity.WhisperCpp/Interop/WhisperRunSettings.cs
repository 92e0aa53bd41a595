using System.Text;

namespace Emotion.Ambiguity.WhisperCpp.Interop;

/// <summary>What every call of a transcriber has in common. Immutable.</summary>
internal sealed class WhisperRunSettings
{
    internal WhisperRunSettings(WhisperCppOptions options, bool isMultilingual)
    {
        var language = options.Language ?? (isMultilingual ? null : "en");
        LanguageUtf8 = Utf8(language);
        InitialPromptUtf8 = Utf8(options.InitialPrompt);
        BeamSize = options.BeamSize;
        Threads = options.ThreadsForEachClip;
        WordTimes = options.WordTimestamps == WordTimestamps.Estimated;
    }

    /// <summary>With a NUL at the end; null to find it out.</summary>
    internal byte[]? LanguageUtf8 { get; }

    /// <summary>With a NUL at the end; null for none.</summary>
    internal byte[]? InitialPromptUtf8 { get; }

    internal int BeamSize { get; }

    internal int Threads { get; }

    internal bool WordTimes { get; }

    private static byte[]? Utf8(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text + '\0');
}
