using Emotion.Ambiguity.Isolation;
using Microsoft.AspNetCore.Http;

namespace Emotion.Ambiguity.AspNetCore.Requests;

/// <summary>All problems that the endpoints know.</summary>
internal static class Problems
{
    public static Problem TooLarge(long limit) => new(
        StatusCodes.Status413PayloadTooLarge, "body-too-large", "The body is too large.", $"At most {limit:N0} bytes are accepted. Send a shorter clip, or one at 16 kHz, mono, 16 bit.");

    public static Problem TooLong(TimeSpan duration, TimeSpan limit) => new(
        StatusCodes.Status413PayloadTooLarge, "clip-too-long", "The clip is too long.", $"The clip lasts {duration.TotalSeconds:0.0} s, but at most {limit.TotalSeconds:0.#} s are accepted. Send it in parts.");

    public static Problem TextTooLong(int length, int limit) => new(
        StatusCodes.Status413PayloadTooLarge, "text-too-long", "The text is too long.", $"The text has {length:N0} characters, but at most {limit:N0} are accepted. Send it in parts.");

    public static Problem MediaType => new(
        StatusCodes.Status415UnsupportedMediaType,
        "unsupported-media-type",
        "The body is of a type that is not accepted.",
        "Send a WAV file as audio/wav, a multipart/form-data form with a part \"audio\", or application/json such as {\"text\":\"Get out.\"}.");

    public static Problem Body(string reason) => new(StatusCodes.Status400BadRequest, "bad-body", "The body cannot be read.", reason);

    public static Problem Sound(string reason) => new(StatusCodes.Status400BadRequest, "bad-sound", "The sound cannot be read.", reason);

    public static Problem Query(string reason) => new(StatusCodes.Status400BadRequest, "bad-query", "The query does not make sense.", reason);

    public static Problem Slow(TimeSpan limit) => new(
        StatusCodes.Status408RequestTimeout, "upload-too-slow", "The body came too slowly.", $"The body was not there after {limit.TotalSeconds:0.#} s. Send a smaller one, or over a faster line.");

    public static Problem Rate(int perMinute, int retryAfter) => new(
        StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests.", $"At most {perMinute} requests a minute are accepted from one address. Try again in {retryAfter} s.")
    { RetryAfterSeconds = retryAfter };

    public static Problem Busy(int retryAfter) => new(
        StatusCodes.Status503ServiceUnavailable, "busy", "The server is busy.", $"As many requests are running and waiting as are allowed. Try again in {retryAfter} s.")
    { RetryAfterSeconds = retryAfter };

    public static Problem Origin => new(
        StatusCodes.Status403Forbidden, "foreign-origin", "The page is from elsewhere.", "Pages of other origins may not call this server. Its owner can name them in AllowedOrigins.");

    public static Problem NoWebSocket => new(
        StatusCodes.Status426UpgradeRequired, "websocket-required", "This is a WebSocket.", "Open it with a WebSocket client: ws://, or wss:// behind TLS.");

    public static Problem Unprocessable(string reason) => new(StatusCodes.Status422UnprocessableEntity, "not-recognizable", "This cannot be recognised.", reason);

    /// <summary>Says nothing of the engine: its messages may name files of the server.</summary>
    public static Problem Engine => new(
        StatusCodes.Status500InternalServerError, "engine-failed", "The engine failed.", "The server's log says why. Trying the same again is unlikely to help.")
    { IsTheServers = true };

    public static Problem EngineLost => new(
        StatusCodes.Status503ServiceUnavailable,
        "engine-lost",
        "The engine was lost.",
        "The process that computed this ended before it answered; another takes its place. The server's log says why. Other requests go on; try this one once more, and no further where it ends so again.")
    { RetryAfterSeconds = 1, IsTheServers = true };

    public static Problem EngineGone => new(
        StatusCodes.Status503ServiceUnavailable,
        "engine-gone",
        "There is no engine.",
        "The processes that compute ended again and again, so no other is started. The server's log says why; it has to be started anew.")
    { IsTheServers = true };

    /// <summary>What an error means to a client.</summary>
    public static Problem Of(Exception fault) => fault switch
    {
        ProblemException problem => problem.Problem,
        AudioFormatException sound => Sound(sound.Message),
        ContextOverflowException or InvalidAnswerException => Unprocessable(fault.Message),
        BadHttpRequestException bad => new Problem(bad.StatusCode, "bad-request", "The request cannot be read.", bad.Message),
        EngineCrashedException { Kind: EngineCrashKind.CrashLoop } => EngineGone,
        EngineCrashedException => EngineLost,
        _ => Engine,
    };
}
