namespace Emotion.Ambiguity.Models.Downloading;

/// <summary>A try failed in a way that the next may not.</summary>
/// <param name="message">What happened, a sentence.</param>
/// <param name="retryAfter">How long the server asks to wait, or null.</param>
/// <param name="inner">What caused it, if anything.</param>
internal sealed class TransientFaultException(string message, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(message, inner)
{
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
