using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Emotion.Ambiguity.OpenAICompatible.Http;

/// <summary>Reads the bodies with which servers refuse a call. Only the message is taken over: other members repeat what was sent.</summary>
internal static class ErrorReply
{
    private const int LongestMessage = 300;

    public static Exception ToException(string call, HttpResponseMessage response, ReadOnlySpan<byte> body, string? secret)
    {
        var status = (int)response.StatusCode;
        var (message, overflow) = Read(body, secret);
        var said = message is null ? "" : $" The server says: {message}";
        if (overflow is not null) return overflow;
        return response.StatusCode switch
        {
            // What a server says here may repeat a part of the key.
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new ServerException(
                ServerFault.Unauthorized,
                $"{call} was refused with status {status}: {(secret is null ? "the server asks for an API key and none was given." : "the server does not accept the API key.")}",
                "Set ApiKey to a key that the server knows and that may use this model."),
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented => new ServerException(
                ServerFault.NotFound, $"{call} was answered with status {status}.{said}", "Check BaseAddress and Model, and that the server offers this interface."),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => new ServerException(
                ServerFault.ServerError, $"{call} was answered with status {status}.{said}", "The server is busy: lower MaxConcurrency, or raise MaxRetries and TotalTimeout.")
            {
                IsPassing = true, RetryAfter = RetryAfter(response),
            },
            >= HttpStatusCode.InternalServerError => new ServerException(
                ServerFault.ServerError, $"{call} was answered with status {status}.{said}", "Look into the server's log; it may be starting, out of memory or faulty.")
            {
                IsPassing = true, RetryAfter = RetryAfter(response),
            },
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => new ServerException(
                ServerFault.Rejected, $"{call} was answered with status {status}, which points to another address.", "Set BaseAddress to that address; redirects are not followed, so that the key goes nowhere else."),
            _ => new ServerException(
                ServerFault.Rejected, $"{call} was refused with status {status}.{said}", "Check the model's name, TopLogProbs and the length of the prompt against what the server allows."),
        };
    }

    /// <summary>The message of an error that arrives where an answer was expected, or null where the element holds none.</summary>
    public static string? MessageOf(JsonElement root, string? secret)
    {
        if (root.ValueKind != JsonValueKind.Object) return null;
        var error = root.TryGetProperty("error", out var inner) && inner.ValueKind is JsonValueKind.Object or JsonValueKind.String ? inner : root;
        if (error.ValueKind == JsonValueKind.String) return Shorten(error.GetString()!, secret);
        return error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String ? Shorten(message.GetString()!, secret) : null;
    }

    private static (string? Message, ContextOverflowException? Overflow) Read(ReadOnlySpan<byte> body, string? secret)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return (MessageOf(document.RootElement, secret), OverflowOf(document.RootElement));
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }

    /// <summary>llama-server tells the numbers of a prompt that does not fit.</summary>
    private static ContextOverflowException? OverflowOf(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
        && error.TryGetProperty("n_prompt_tokens", out var needed) && error.TryGetProperty("n_ctx", out var available)
        && needed.TryGetInt32(out var n) && available.TryGetInt32(out var m)
            ? new ContextOverflowException(n, m)
            : null;

    private static string Shorten(string message, string? secret)
    {
        if (secret is not null) message = message.Replace(secret, "***", StringComparison.Ordinal);
        message = string.Concat(message.Select(c => char.IsControl(c) ? ' ' : c));
        if (message.Length > LongestMessage) message = message[..LongestMessage] + "…";
        return message.EndsWith('.') ? message : message + ".";
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is { } header) return header.Delta ?? Positive(header.Date - DateTimeOffset.UtcNow);

        // Some servers write fractions of a second, which the standard does not know.
        return response.Headers.TryGetValues("Retry-After", out var values)
            && double.TryParse(values.FirstOrDefault(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1e6
                ? TimeSpan.FromSeconds(seconds)
                : null;
    }

    private static TimeSpan? Positive(TimeSpan? wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
}
