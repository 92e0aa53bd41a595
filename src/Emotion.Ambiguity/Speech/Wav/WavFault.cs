namespace Emotion.Ambiguity.Speech.Wav;

/// <summary>The errors of reading WAV, so that all say what is accepted and what to do.</summary>
internal static class WavFault
{
    private const string Accepted = $"Accepted are {AudioFormatException.AcceptedFormats}.";

    public static AudioFormatException Empty(string source) =>
        new(source, "It is empty: 0 bytes.", "Check how it was recorded or copied.");

    public static AudioFormatException Folder(string path) => new(path, "It is a folder.", "Give the path of a file in it.");

    public static AudioFormatException NoSound(string source) =>
        new(source, "It is a WAV file without sound: 0 samples.", "Check how it was recorded.");

    public static AudioFormatException CutInHeader(string source, long bytes) =>
        new(source, $"It is a WAV file that was cut short: it ends in its header, after {bytes} bytes.", "Copy or record it again.");

    public static AudioFormatException CutInData(string source, WavFormat format, long promisedBytes, long presentBytes) => new(source,
        $"It is a WAV file that was cut short: its header promises {Seconds(format, promisedBytes)} s ({promisedBytes} bytes of sound), " +
        $"but only {Seconds(format, presentBytes)} s ({presentBytes} bytes) are there.",
        "Copy it again, or keep what is there with \"ffmpeg -i in.wav out.wav\".");

    public static AudioFormatException Damaged(string source, string reason) =>
        new(source, reason, "Write it anew, for example with \"ffmpeg -i in.wav out.wav\".");

    public static AudioFormatException NotAccepted(string source, string reason) =>
        new(source, reason, $"Convert it, for example with \"ffmpeg -i in.wav -c:a pcm_s16le out.wav\". {Accepted}");

    public static AudioFormatException OtherFormat(string source, string what, string extension) =>
        new(source, $"It is {what}, not WAV.", $"Convert it, for example with \"ffmpeg -i in.{extension} out.wav\". {Accepted}");

    public static AudioFormatException NotSound(string source, string what) => new(source, $"It is not a WAV file: {what}.", $"Give a sound file. {Accepted}");

    public static AudioFormatException TooLong(string source, long frames) =>
        new(source, $"Its {frames} samples do not fit into one array.", $"Read it in windows, with {nameof(AudioWindowReader)}.");

    public static AudioFormatException NotFinite(string source, WavFormat format, long frame, int channel, float value) => new(source,
        $"Sample {frame} of channel {channel} (at {(double)frame / format.SampleRateHz:0.###} s, both counted from 0) is {value}, which is not a finite float.",
        "Check the program that wrote it.");

    private static string Seconds(WavFormat format, long bytes) => $"{(double)(bytes / format.BytesPerFrame) / format.SampleRateHz:0.###}";
}
