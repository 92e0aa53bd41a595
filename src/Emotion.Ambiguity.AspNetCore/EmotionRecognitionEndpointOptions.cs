using System.Collections.Immutable;
using System.Text.Json;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Recognition.Streaming;

namespace Emotion.Ambiguity.AspNetCore;

/// <summary>What the endpoints accept, and how much of it. Immutable and thread-safe.</summary>
public sealed record EmotionRecognitionEndpointOptions
{
    /// <summary>The largest body of a request, in bytes, 1,024 to 1,073,741,824. The default is 16 MiB: eight minutes of 16 bit mono at 16 kHz.</summary>
    public long MaxBodyBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The longest clip, above 0 and at most a day. The default is 5 minutes.</summary>
    public TimeSpan MaxClipDuration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest text, in UTF-16 characters, 1 to 1,000,000. The default is 10,000.</summary>
    public int MaxTextLength { get; init; } = 10_000;

    /// <summary>How long a client may take to send a body, above 0 and at most an hour. The default is 30 seconds.</summary>
    public TimeSpan MaxUploadTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Recognitions and live streams that one address may begin in any minute, at least 1; null for no limit. The default is 120. IPv6 addresses are counted by
    /// their first 64 bits. Behind a proxy, forwarded headers must be read first, or all clients are one address.
    /// </summary>
    public int? RequestsPerMinute { get; init; } = 120;

    /// <summary>Recognitions that the engine works on at once, 1 to 1,024. The default is 4.</summary>
    public int MaxConcurrent { get; init; } = 4;

    /// <summary>Requests beyond these that may wait for their turn, 0 to 65,536; the next one is turned away. The default is 16.</summary>
    public int MaxQueued { get; init; } = 16;

    /// <summary>When a client that was turned away because too many are waiting may try again: 1 second to an hour. The default is 2 seconds.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Live streams at once, 0 (none) to 1,024. The default is 2.</summary>
    public int MaxStreams { get; init; } = 2;

    /// <summary>The most sound of one live stream, above 0 and at most a day. The default is 10 minutes.</summary>
    public TimeSpan MaxStreamDuration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How live streams are recognised.</summary>
    public StreamingOptions Streaming { get; init; } = new();

    /// <summary>
    /// Origins ("https://app.example") whose pages may call besides the server's own. The default is none: a page from elsewhere is refused, so that no web site can
    /// use a server on its visitor's machine. This does not switch CORS on; that is the program's.
    /// </summary>
    public ImmutableArray<string> AllowedOrigins { get; init; } = [];

    /// <summary>Adds members to the JSON of each result, inside the open object; null, the default, for none. Called by many threads at once; must not throw.</summary>
    public Action<Utf8JsonWriter, RecognitionResult>? Enrich { get; init; }

    internal void Validate()
    {
        var faults = new List<string>();
        if (MaxBodyBytes is < 1024 or > 1L << 30) faults.Add($"MaxBodyBytes must be from 1,024 to 1,073,741,824 but is {MaxBodyBytes}.");
        AddFault(faults, nameof(MaxClipDuration), MaxClipDuration, TimeSpan.FromDays(1));
        if (MaxTextLength is < 1 or > 1_000_000) faults.Add($"MaxTextLength must be from 1 to 1,000,000 but is {MaxTextLength}.");
        AddFault(faults, nameof(MaxUploadTime), MaxUploadTime, TimeSpan.FromHours(1));
        if (RequestsPerMinute < 1) faults.Add($"RequestsPerMinute must be at least 1, or null for no limit, but is {RequestsPerMinute}.");
        if (MaxConcurrent is < 1 or > 1_024) faults.Add($"MaxConcurrent must be from 1 to 1,024 but is {MaxConcurrent}.");
        if (MaxQueued is < 0 or > 65_536) faults.Add($"MaxQueued must be from 0 to 65,536 but is {MaxQueued}.");
        if (RetryAfter < TimeSpan.FromSeconds(1) || RetryAfter > TimeSpan.FromHours(1)) faults.Add($"RetryAfter must be from 1 second to 1 hour but is {RetryAfter}.");
        if (MaxStreams is < 0 or > 1_024) faults.Add($"MaxStreams must be from 0 to 1,024 but is {MaxStreams}.");
        AddFault(faults, nameof(MaxStreamDuration), MaxStreamDuration, TimeSpan.FromDays(1));
        if (Streaming is null) faults.Add("Streaming is null.");
        if (AllowedOrigins.IsDefault) faults.Add("AllowedOrigins is a default array; use an empty one.");
        else faults.AddRange(AllowedOrigins.Where(o => !IsOrigin(o)).Select(o => $"AllowedOrigins: \"{o}\" is no origin; write it as https://app.example, without a path."));
        if (faults.Count > 0) throw new ArgumentException($"{nameof(EmotionRecognitionEndpointOptions)} cannot be used: {string.Join(' ', faults)}", "options");
    }

    private static void AddFault(List<string> faults, string name, TimeSpan value, TimeSpan longest)
    {
        if (value <= TimeSpan.Zero || value > longest) faults.Add($"{name} must be above 0 and at most {longest} but is {value}.");
    }

    private static bool IsOrigin(string? origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase);
}
