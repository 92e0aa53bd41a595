using System.Globalization;
using System.Net.WebSockets;
using Emotion.Ambiguity.AspNetCore.Requests;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Recognition.Streaming;
using Emotion.Ambiguity.Speech;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Emotion.Ambiguity.AspNetCore.Live;

/// <summary>GET stream: sound in as it is spoken, a message out for each segment of speech. Thread-safe.</summary>
internal sealed class StreamEndpoint(Func<IAmbiguousEmotionRecognizer> recognizer, RequestGate gate, EmotionRecognitionEndpointOptions options, ILogger logger)
{
    private const int LowestRateHz = 8_000;
    private const int HighestRateHz = 192_000;

    public async Task RunAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest) throw new ProblemException(Problems.NoWebSocket);
        var rate = Rate(context.Request.Query);
        using var place = gate.EnterStream(context);
        using var socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        var samples = new SocketSamples(socket, rate, options.MaxStreamDuration);
        try
        {
            await AnswerAsync(socket, samples, rate, context.RequestAborted).ConfigureAwait(false);
            if (samples.ReachedLimit)
                await CloseAsync(socket, WebSocketCloseStatus.PolicyViolation, $"At most {options.MaxStreamDuration.TotalSeconds:0} s a stream.", context.RequestAborted).ConfigureAwait(false);
            else await CloseAsync(socket, WebSocketCloseStatus.NormalClosure, "", context.RequestAborted).ConfigureAwait(false);
        }
        catch (WebSocketException)
        {
            // The client is gone, in the middle of a message or of ours; nobody is left to be told.
        }
    }

    private async Task AnswerAsync(WebSocket socket, SocketSamples samples, int rate, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var update in recognizer().RecognizeStreamAsync(samples.ReadAsync(cancellationToken), rate, options.Streaming, cancellationToken).ConfigureAwait(false))
            {
                if (update is StreamingSegment { Error: { } fault } && Problems.Of(fault).IsTheServers) logger.LogError(fault, "A segment of a live stream could not be recognised.");
                await SendAsync(socket, JsonAnswer.ToBytes(json => StreamMessages.Write(json, update, options.Enrich)), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (fault is not (WebSocketException or OperationCanceledException))
        {
            var problem = Problems.Of(fault);
            if (problem.IsTheServers) logger.LogError(fault, "A live stream could not be recognised.");
            await SendAsync(socket, JsonAnswer.ToBytes(json => StreamMessages.WriteError(json, problem)), cancellationToken).ConfigureAwait(false);
        }
    }

    private static int Rate(IQueryCollection query)
    {
        var text = query["sampleRateHz"].ToString();
        if (text.Length == 0) return Audio.SpeechSampleRateHz;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rate) && rate is >= LowestRateHz and <= HighestRateHz) return rate;
        throw new ProblemException(Problems.Query($"sampleRateHz must be a whole number from {LowestRateHz:N0} to {HighestRateHz:N0}."));
    }

    private static async Task SendAsync(WebSocket socket, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await socket.SendAsync(message, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, cancellationToken).ConfigureAwait(false);
    }

    private static async Task CloseAsync(WebSocket socket, WebSocketCloseStatus status, string reason, CancellationToken cancellationToken)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(status, reason, cancellationToken).ConfigureAwait(false);
    }
}
