namespace Emotion.Ambiguity.AspNetCore.Requests;

/// <summary>Why a request is not answered, as RFC 9457 has it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">A word for programs; never changes.</param>
/// <param name="Title">The kind of problem, the same for all of this code.</param>
/// <param name="Detail">This problem, and what to do; for people.</param>
internal sealed record Problem(int Status, string Code, string Title, string Detail)
{
    /// <summary>Seconds after which another try makes sense; null where none does.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Whether the fault is the server's own, so that its log has to say more than the client is told.</summary>
    public bool IsTheServers { get; init; }
}
