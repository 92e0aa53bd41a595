using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace Emotion.Ambiguity.AspNetCore.Live;

/// <summary>The sound of a WebSocket: binary messages of 16 bit little-endian mono samples, until the text "end". Read once.</summary>
internal sealed class SocketSamples(WebSocket socket, int sampleRateHz, TimeSpan limit)
{
    private const int BufferBytes = 32 * 1024;

    // A microphone that sends nothing at all for this long is not there any more.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);

    private readonly long _limit = (long)(limit.TotalSeconds * sampleRateHz);

    /// <summary>Whether the stream was ended because it was as long as is allowed.</summary>
    public bool ReachedLimit { get; private set; }

    public async IAsyncEnumerable<ReadOnlyMemory<float>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (bytes, samples) = (new byte[BufferBytes], new float[BufferBytes / 2]);
        var (carried, total) = (0, 0L);
        while (total < _limit)
        {
            var received = await ReceiveAsync(bytes.AsMemory(carried), cancellationToken).ConfigureAwait(false);

            // "end" is the only text there is; any other also ends the stream, so that a misunderstanding shows at once.
            if (received.MessageType != WebSocketMessageType.Binary) yield break;
            var filled = carried + received.Count;
            var count = (int)Math.Min(filled / 2, _limit - total);
            for (var i = 0; i < count; i++) samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(2 * i)) / 32_768f;
            total += count;
            if (count > 0) yield return samples.AsMemory(0, count);

            // A frame may cut a sample in two: its first byte waits for the second.
            carried = filled % 2;
            if (carried == 1) bytes[0] = bytes[filled - 1];
        }

        ReachedLimit = true;
    }

    private async Task<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        silence.CancelAfter(LongestSilence);
        return await socket.ReceiveAsync(buffer, silence.Token).ConfigureAwait(false);
    }
}
