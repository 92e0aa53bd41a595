// Speech while it comes in: a line an utterance, with how listeners would vote on what was said lately. Nothing is dropped, and the last line proves it.
// Arguments: WAV files, played one after the other; or "-" and a rate in Hz for raw 16 bit mono samples from standard input, for example
//   arecord -t raw -f S16_LE -r 16000 | dotnet run --project samples/LiveStream -c Release -- - 16000
using System.Buffers.Binary;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Recognition.Streaming;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Speech.VoiceActivity;

var fromPipe = args is ["-", ..];
var rate = fromPipe && args.Length > 1 ? int.Parse(args[1]) : Audio.SpeechSampleRateHz;
var files = args.Length > 0 ? args : [.. Directory.EnumerateFiles("samples/audio", "*.wav").Order(StringComparer.Ordinal)];

await using var recognizer = await EmbeddedRecognizer.CreateAsync(new RecognizerOptions { Taxonomy = EmotionTaxonomy.CremaD6 });

// The clips have short pauses between them; 600 ms, the default, suits people who think while they talk.
var options = new StreamingOptions { VoiceActivity = new VoiceActivityOptions { MinSilence = TimeSpan.FromMilliseconds(400) } };

await foreach (var update in recognizer.RecognizeStreamAsync(fromPipe ? FromPipe() : FromFiles(files), rate, options))
{
    switch (update)
    {
        case StreamingSegment { Result: { } result } segment:
            Console.WriteLine($@"{segment.SpeechStart:mm\:ss\.f} {result.Text}");
            Console.WriteLine($"        lately: {Shares(segment.Running)}  ({segment.Latency.Total.TotalSeconds:0.0} s after the last word)");
            break;
        case StreamingSegment segment:
            Console.WriteLine($@"{segment.SpeechStart:mm\:ss\.f} failed: {segment.Error!.Message}");
            break;
        case StreamingSummary { Samples: var samples }:
            Console.WriteLine($"{samples.Total.TotalSeconds:0.0} s = {samples.Speech.TotalSeconds:0.0} s in {samples.Segments} segments + {samples.Silence.TotalSeconds:0.0} s of silence");
            break;
    }
}

static string Shares(EmotionDistribution? running) =>
    running is null ? "nothing readable" : string.Join(", ", running.Top(3).Select(t => $"{t.Label} {t.Probability:P0}"));

// As a microphone gives them: a twentieth of a second at a time, here as fast as they are read.
static async IAsyncEnumerable<ReadOnlyMemory<float>> FromFiles(string[] paths)
{
    foreach (var path in paths)
    {
        var samples = (await Audio.LoadAsync(path)).Resample(Audio.SpeechSampleRateHz).Samples;
        for (var start = 0; start < samples.Length; start += 800) yield return samples[start..Math.Min(start + 800, samples.Length)];
    }
}

static async IAsyncEnumerable<ReadOnlyMemory<float>> FromPipe()
{
    await using var input = Console.OpenStandardInput();
    var (bytes, samples) = (new byte[3_200], new float[1_600]);
    for (var filled = 0; ;)
    {
        var read = await input.ReadAsync(bytes.AsMemory(filled));
        if (read == 0) yield break;
        filled += read;
        for (var i = 0; i < filled / 2; i++) samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(2 * i)) / 32_768f;
        yield return samples.AsMemory(0, filled / 2);

        // A pipe may cut a sample in two: its first byte waits for the second.
        bytes[0] = bytes[filled - 1];
        filled %= 2;
    }
}
