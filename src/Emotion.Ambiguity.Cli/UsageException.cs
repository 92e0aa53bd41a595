namespace Emotion.Ambiguity.Cli;

/// <summary>The command line does not make sense; the message says what to change.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
