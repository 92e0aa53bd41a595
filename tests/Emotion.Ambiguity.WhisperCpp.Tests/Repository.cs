using System.Buffers.Binary;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.WhisperCpp.Tests;

/// <summary>Files of the repository that the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string WhisperModel => Path.Combine(Root, "models", "whisper-tiny.en-q5_1.bin");

    private static string SampleFolder => Path.Combine(Root, "samples", "audio");

    /// <summary>The sample clips with the sentence spoken.</summary>
    public static IEnumerable<(string Clip, string Sentence)> Samples() =>
        File.ReadLines(Path.Combine(SampleFolder, "votes.csv")).Skip(1).Select(line => line.Split(',')).Select(cells => (cells[0], cells[2]));

    /// <summary>A sample clip: 16 kHz, mono, 16 bit, with its 44 byte header.</summary>
    public static Audio Sample(string clip)
    {
        var pcm = File.ReadAllBytes(Path.Combine(SampleFolder, clip + ".wav")).AsSpan(44);
        var samples = new float[pcm.Length / 2];
        for (var i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadInt16LittleEndian(pcm[(2 * i)..]) / 32768f;
        return Audio.FromSamples(samples, 16_000);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Emotion.Ambiguity.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Emotion.Ambiguity.sln.");
    }
}
