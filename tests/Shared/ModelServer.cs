using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Emotion.Ambiguity.Tests.Shared;

/// <summary>A server of one file on this machine that can be told to fail. It speaks HTTP by itself, so that it can end a connection at any byte.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Fault> _faults = new();
    private readonly ConcurrentQueue<Request> _requests = new();
    private readonly Task _running;

    public ModelServer(byte[] content)
    {
        Content = content;
        _listener.Start();
        _running = RunAsync();
    }

    public byte[] Content { get; set; }

    public string? ETag { get; set; } = "\"v1\"";

    public string? LastModified { get; set; }

    public bool IgnoresRanges { get; set; }

    public string ContentType { get; set; } = "application/octet-stream";

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public Request[] Requests => [.. _requests];

    /// <summary>What goes wrong with the next requests, one each; after them all goes well.</summary>
    public ModelServer Then(params Fault[] faults)
    {
        foreach (var fault in faults) _faults.Enqueue(fault);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
                if (await reader.ReadLineAsync(_stop.Token) is not { } first) return;
                var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line) headers[line.Split(": ")[0]] = line.Split(": ", 2)[1];
                var request = new Request(first.Split(' ')[1], headers.GetValueOrDefault("Range"), headers.GetValueOrDefault("If-Range"));
                _requests.Enqueue(request);
                await AnswerAsync(client, stream, request, _faults.TryDequeue(out var fault) ? fault : new Fault());
            }
            catch (Exception end) when (end is IOException or OperationCanceledException or SocketException)
            {
                // The client went away, or the test ended.
            }
        }
    }

    private async Task AnswerAsync(TcpClient client, NetworkStream stream, Request request, Fault fault)
    {
        var (status, start) = Status(request, fault);
        var body = status is 200 or 206 ? Content[start..] : [];
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {(HttpStatusCode)status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n");
        if (status is 200 or 206) head.Append(CultureInfo.InvariantCulture, $"Content-Type: {ContentType}\r\n");
        if (ETag is not null) head.Append(CultureInfo.InvariantCulture, $"ETag: {ETag}\r\n");
        if (LastModified is not null) head.Append(CultureInfo.InvariantCulture, $"Last-Modified: {LastModified}\r\n");
        if (status == 206) head.Append(CultureInfo.InvariantCulture, $"Content-Range: bytes {start}-{Content.Length - 1}/{Content.Length}\r\n");
        if (fault.RetryAfter is { } wait) head.Append(CultureInfo.InvariantCulture, $"Retry-After: {wait}\r\n");
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), _stop.Token);
        await stream.WriteAsync(body.AsMemory(0, Math.Min(fault.CutAfter ?? int.MaxValue, body.Length)), _stop.Token);
        await stream.FlushAsync(_stop.Token);
        if (fault.Stalls) await Task.Delay(Timeout.Infinite, _stop.Token);
        if (fault.CutAfter is not null) client.Client.Shutdown(SocketShutdown.Send);
    }

    private (int Status, int Start) Status(Request request, Fault fault)
    {
        if (fault.Status is { } status) return (status, 0);
        var isSame = request.IfRange is null || string.Equals(request.IfRange, ETag ?? LastModified, StringComparison.Ordinal);
        if (request.Range is null || IgnoresRanges || !isSame) return (200, 0);
        var start = int.Parse(request.Range.Split('=', '-')[1], CultureInfo.InvariantCulture);
        return start < Content.Length ? (206, start) : (416, 0);
    }

    /// <summary>What was asked for.</summary>
    internal sealed record Request(string Target, string? Range, string? IfRange);

    /// <summary>What goes wrong with one answer.</summary>
    /// <param name="Status">A status instead of the file.</param>
    /// <param name="CutAfter">The bytes of the body after which the connection ends.</param>
    /// <param name="Stalls">Nothing more comes after these bytes, but the connection stays.</param>
    /// <param name="RetryAfter">The header's seconds.</param>
    internal sealed record Fault(int? Status = null, int? CutAfter = null, bool Stalls = false, int? RetryAfter = null);
}
