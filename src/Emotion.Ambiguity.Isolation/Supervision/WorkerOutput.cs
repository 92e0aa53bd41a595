using Microsoft.Extensions.Logging;

namespace Emotion.Ambiguity.Isolation.Supervision;

/// <summary>Reads what a worker writes, so that it never waits for a reader, and keeps the last lines for the message of a crash. Thread-safe.</summary>
internal sealed class WorkerOutput(ILogger logger)
{
    private const int KeptLines = 40;
    private const int KeptCharacters = 400;

    private readonly Queue<string> _last = new();

    /// <summary>The last lines, oldest first. So many, because an abort is often told before its stack.</summary>
    public string Last
    {
        get
        {
            lock (_last) return string.Join('\n', _last);
        }
    }

    /// <summary>Reads until the stream ends.</summary>
    public async Task ReadAsync(StreamReader reader)
    {
        try
        {
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                if (string.IsNullOrWhiteSpace(line)) continue;
                logger.LogTrace("Worker: {Line}", line);
                lock (_last)
                {
                    if (_last.Count == KeptLines) _last.Dequeue();
                    _last.Enqueue(line.Length <= KeptCharacters ? line : line[..KeptCharacters] + "...");
                }
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process and its streams were freed.
        }
    }
}
