using System.Runtime.InteropServices;
using System.Text.Json;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Isolation.Protocol;

/// <summary>An utterance as it goes over the pipe. It can be sent again, because a stream was read into memory.</summary>
/// <param name="Json">The <see cref="RequestMessage"/>.</param>
/// <param name="Wav">The bytes of a stream; else empty.</param>
/// <param name="Samples">Samples in memory; else empty.</param>
internal sealed record RecognizeRequest(byte[] Json, ReadOnlyMemory<byte> Wav, ReadOnlyMemory<float> Samples)
{
    /// <exception cref="AudioFormatException">The sound is longer than may be sent.</exception>
    public static async Task<RecognizeRequest> OfAsync(Utterance utterance, int maxClipBytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var message = new RequestMessage
        {
            Id = utterance.Id,
            Text = utterance.Text,
            Speaker = utterance.Speaker,
            Context = utterance.Context,
            SampleRateHz = utterance.Audio?.SampleRateHz ?? 0,
            FilePath = utterance.FilePath is { } path ? Path.GetFullPath(path) : null,
            Sound = utterance.Audio is not null ? SoundKind.Samples : utterance.FilePath is not null ? SoundKind.File : utterance.Stream is not null ? SoundKind.Wav : SoundKind.None,
        };
        var samples = utterance.Audio?.Samples ?? default;
        if ((long)samples.Length * sizeof(float) > maxClipBytes) throw TooLong("samples", maxClipBytes);
        var wav = utterance.Stream is { } stream ? await ReadAsync(stream, maxClipBytes, cancellationToken).ConfigureAwait(false) : default;
        return new RecognizeRequest(JsonSerializer.SerializeToUtf8Bytes(message, WireJson.Plain.RequestMessage), wav, samples);
    }

    /// <summary>The utterance on the worker's side.</summary>
    /// <exception cref="JsonException">The message cannot be read.</exception>
    public static Utterance ToUtterance(Frame frame)
    {
        var message = JsonSerializer.Deserialize(frame.Json, WireJson.Plain.RequestMessage) ?? throw new JsonException("A request is null.");
        var utterance = message.Sound switch
        {
            SoundKind.Samples => Utterance.FromAudio(Audio.FromSamples(MemoryMarshal.Cast<byte, float>(frame.Data).ToArray(), message.SampleRateHz), message.Id),
            SoundKind.Wav => Utterance.FromStream(new MemoryStream(frame.Data, writable: false), message.Id),
            SoundKind.File => Utterance.FromFile(message.FilePath!, message.Id),
            _ => Utterance.FromText(message.Text ?? "", message.Id),
        };
        if (message.Text is not null) utterance = utterance.WithText(message.Text);
        if (message.Speaker is not null) utterance = utterance.WithSpeaker(message.Speaker);
        return message.Context.IsDefaultOrEmpty ? utterance : utterance.WithContext(message.Context);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, int maxBytes, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var chunk = new byte[64 << 10];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (bytes.Length + read > maxBytes) throw TooLong("stream", maxBytes);
            bytes.Write(chunk, 0, read);
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private static AudioFormatException TooLong(string source, int maxBytes) =>
        new(source, $"It is longer than the {maxBytes} bytes that are sent to a worker.", $"Give the clip as a file, in shorter pieces, or set {nameof(IsolatedRecognizerOptions)}.{nameof(IsolatedRecognizerOptions.MaxClipBytes)} higher.");
}
