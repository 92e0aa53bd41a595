using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Tests.Speech;

/// <summary>The code of docs/audio.md, line by line.</summary>
public sealed class AudioDocumentationTests
{
    [Fact]
    public async Task Documentation_Snippets_Work()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.wav");
        await File.WriteAllBytesAsync(path, new WavWriter { Rate = 8_000, Channels = 2 }.Write(new byte[64_000]));
        var ct = CancellationToken.None;
        using var output = new StringWriter();
        try
        {
            Audio clip = await Audio.LoadAsync(path, ct);                          // mono, at the file's own rate
            Audio speech = clip.Resample(Audio.SpeechSampleRateHz);                // 16 kHz

            await using var reader = await AudioWindowReader.OpenAsync(path, new AudioWindowOptions(), ct);
            await foreach (AudioWindow window in reader.ReadAsync(ct))
                output.WriteLine($"{window.Start} to {window.End}: {window.Audio.Samples.Length} samples at 16 kHz");

            speech.Samples.Length.ShouldBe(32_000);
            output.ToString().ShouldContain("00:00:00 to 00:00:02: 32000 samples");
        }
        finally
        {
            File.Delete(path);
        }
    }
}
