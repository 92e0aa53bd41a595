using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Testing;
using Emotion.Ambiguity.Tests.Speech;

namespace Emotion.Ambiguity.Tests.Recognition;

/// <summary>Files and streams that go away while they are read: the error of that utterance, and the recognizer goes on.</summary>
public sealed class FaultyInputTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".wav");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task RecognizeAsync_FileCutWhileItIsRead_AudioFormatExceptionAndTheNextSucceeds()
    {
        await using var recognizer = Recognizer();
        await File.WriteAllBytesAsync(_file, new WavWriter().Write(new byte[2_000_000]));

        // Windows of a second: most of the file is unread when it becomes shorter.
        await using var stream = new CutStream(_file, cutAfter: 100_000);
        await Should.ThrowAsync<AudioFormatException>(() => recognizer.RecognizeAsync(Utterance.FromStream(stream)));
        (await recognizer.RecognizeTextAsync("hello")).IsValid.ShouldBeTrue();
    }

    [Fact]
    public async Task RecognizeManyAsync_FileRemovedBefore_ItsOwnErrorAndTheOthersGoOn()
    {
        await using var recognizer = Recognizer();
        var outcomes = new List<RecognitionOutcome>();
        await foreach (var outcome in recognizer.RecognizeManyAsync(new[] { Utterance.FromText("a"), Utterance.FromFile(_file), Utterance.FromText("b") }.ToAsyncEnumerable())) outcomes.Add(outcome);
        outcomes.Select(o => o.Succeeded).ShouldBe([true, false, true]);
        outcomes[1].Error!.Message.ShouldContain(_file);
    }

    [Fact]
    public async Task RecognizeAsync_StreamThrows_ItsErrorArrivesAndTheNextSucceeds()
    {
        await using var recognizer = Recognizer();
        await File.WriteAllBytesAsync(_file, new WavWriter().Write(new byte[2_000_000]));
        await using var stream = new CutStream(_file, cutAfter: 100_000) { Fault = new IOException("The cable was pulled.") };
        var fault = await Should.ThrowAsync<Exception>(() => recognizer.RecognizeAsync(Utterance.FromStream(stream)));
        fault.ToString().ShouldContain("The cable was pulled.");
        (await recognizer.RecognizeTextAsync("hello")).IsValid.ShouldBeTrue();
    }

    private static AmbiguousEmotionRecognizer Recognizer() =>
        new(new ScriptedLanguageModel("anger"), new ScriptedTranscriber("words"), new RecognizerOptions { MaxWindow = TimeSpan.FromSeconds(1) });

    /// <summary>A file that loses its end, or fails, after so many bytes.</summary>
    private sealed class CutStream(string path, int cutAfter) : FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0)
    {
        public Exception? Fault { get; init; }

        public override int Read(byte[] buffer, int offset, int count) => Limit(Position) is var left and > 0 ? base.Read(buffer, offset, Math.Min(count, left)) : 0;

        // By way of the array: a FileStream that is derived from sends one to the other.
        public override int Read(Span<byte> buffer)
        {
            var bytes = new byte[buffer.Length];
            var read = Read(bytes, 0, bytes.Length);
            bytes.AsSpan(0, read).CopyTo(buffer);
            return read;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

        private int Limit(long position)
        {
            var left = (int)Math.Max(0, cutAfter - position);
            return left == 0 && Fault is not null ? throw Fault : left;
        }
    }
}
