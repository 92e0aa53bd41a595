using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Emotion.Ambiguity.Models.Downloading;

/// <summary>One download: tries until the partial file is whole. One caller at a time.</summary>
internal sealed class Transfer(HttpClient client, ModelDownloadOptions options, ModelCatalogEntry entry, Uri address, string path, PartFile part, IProgress<ModelDownloadProgress>? progress)
{
    private const int BufferBytes = 1 << 17;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(2);
    private int _attempt;
    private long? _total = entry.SizeBytes;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var failures = 0; ;)
        {
            var before = part.Length;
            _attempt++;
            try
            {
                await TryAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (TransientFaultException fault)
            {
                failures = part.Length > before ? 1 : failures + 1;
                if (failures >= options.MaxAttempts)
                    throw Fault($"{fault.Message} It was tried {_attempt} times.", "Try again later: what came is kept, and the download goes on there.", fault);
                Report(ModelDownloadPhase.Waiting, fault.Message);
                await Task.Delay(Delay(failures, fault.RetryAfter), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private TimeSpan Delay(int failures, TimeSpan? retryAfter)
    {
        if (retryAfter is { } asked) return asked < LongestRetryAfter ? asked : LongestRetryAfter;
        var delay = options.RetryDelay * Math.Pow(2, Math.Min(failures - 1, 10));
        return delay < LongestDelay ? delay : LongestDelay;
    }

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stall.CancelAfter(options.StallTimeout);
        try
        {
            using var response = await SendAsync(stall.Token).ConfigureAwait(false);
            Accept(response);
            CheckDisk();
            var body = await response.Content.ReadAsStreamAsync(stall.Token).ConfigureAwait(false);
            await using var disposal = body.ConfigureAwait(false);
            await CopyAsync(body, stall).ConfigureAwait(false);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TransientFaultException(string.Create(CultureInfo.InvariantCulture, $"Nothing came for {options.StallTimeout.TotalSeconds:0.#} s."), inner: fault);
        }

        if (_total is { } total && part.Length < total) throw new TransientFaultException($"The connection ended after {part.Length} of {total} bytes.");
    }

    private async Task<HttpResponseMessage> SendAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity")); // ranges count the file's own bytes
        if (part.Length > 0)
        {
            request.Headers.Range = new RangeHeaderValue(part.Length, null);
            request.Headers.IfRange = part.State?.Condition;
        }

        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException fault)
        {
            throw new TransientFaultException($"There is no connection ({fault.Message.TrimEnd('.')}).", inner: fault);
        }
    }

    /// <summary>Decides by status and headers whether the bytes go on where the file ends, begin anew, or never will come.</summary>
    private void Accept(HttpResponseMessage response)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.PartialContent when Continues(response.Content.Headers.ContentRange):
                CheckLength(response.Content.Headers.ContentRange!.Length);
                break;
            case HttpStatusCode.OK:
                CheckKind(response);
                CheckLength(response.Content.Headers.ContentLength);
                part.Restart(ResumeState.Of(address, response));
                break;
            case HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable:
                part.Restart(state: null);
                throw new TransientFaultException("The server has another file than before, so the download begins anew.");
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                throw new TransientFaultException($"The server answered {Describe(response)}.", RetryAfter(response));
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                throw Fault($"the server answered {Describe(response)}.", "Check the mirror's address, and that it holds this file.");
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                throw Fault($"the server answered {Describe(response)}.", "The file may need an account there; download it with a browser, or name a mirror.");
            default:
                throw Fault($"the server answered {Describe(response)}.", "Check the address, the mirror and the proxy.");
        }
    }

    private bool Continues(ContentRangeHeaderValue? range) => range?.From == part.Length && (_total is null || range.Length is null || range.Length == _total);

    private void CheckKind(HttpResponseMessage response)
    {
        if (string.Equals(response.Content.Headers.ContentType?.MediaType, "text/html", StringComparison.OrdinalIgnoreCase))
            throw Fault("a web page came instead of a file.", "A proxy or a network's sign-in page may stand between; open the address in a browser.");
    }

    private void CheckLength(long? offered)
    {
        if (entry.SizeBytes is { } expected && offered is { } length && length != expected)
            throw Fault($"the server has a file of {length} bytes, but the catalogue means one of {expected}.", "The file has changed there, or the mirror holds another. If you trust it, pin its checksum yourself (--sha256).");
        _total ??= offered;
    }

    private void CheckDisk()
    {
        var needed = (_total ?? 0) - part.Length;
        if (needed > 0 && options.FreeBytes(options.Folder) is { } free && free < needed)
            throw Fault($"{needed} bytes are needed, but the disk of \"{options.Folder}\" has only {free} left.", "Make room, or name another folder; what came is kept.");
    }

    private async Task CopyAsync(Stream body, CancellationTokenSource stall)
    {
        var buffer = new byte[BufferBytes];
        Report(ModelDownloadPhase.Downloading);
        while (true)
        {
            var count = await ReadAsync(body, buffer, stall.Token).ConfigureAwait(false);
            if (count == 0) return;
            stall.CancelAfter(options.StallTimeout);
            if (_total is { } total && part.Length + count > total) throw Fault($"more than the promised {total} bytes came.", "The server is at fault; try another mirror.");
            await WriteAsync(buffer.AsMemory(0, count), stall.Token).ConfigureAwait(false);
            Report(ModelDownloadPhase.Downloading);
        }
    }

    private static async Task<int> ReadAsync(Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException)
        {
            throw new TransientFaultException($"The connection was cut ({fault.Message.TrimEnd('.')}).", inner: fault);
        }
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await part.AppendAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException fault)
        {
            throw Fault($"the disk did not take it ({fault.Message.TrimEnd('.')}).", "Make room, or name another folder; what came is kept.", fault);
        }
    }

    private void Report(ModelDownloadPhase phase, string? problem = null) => progress?.Report(new ModelDownloadProgress(phase, part.Length, _total, _attempt, problem));

    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date - DateTimeOffset.UtcNow is var wait && wait > TimeSpan.Zero => wait,
        _ => null,
    };

    private static string Describe(HttpResponseMessage response) => string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {response.ReasonPhrase}").TrimEnd();

    private ModelDownloadException Fault(string reason, string remedy, Exception? inner = null) => new(address, path, reason, remedy, inner);
}
