using System.Diagnostics.CodeAnalysis;

namespace Emotion.Ambiguity.Recognition;

/// <summary>What came of one utterance among many: a result, or its own error. Immutable and thread-safe.</summary>
public sealed class RecognitionOutcome
{
    private RecognitionOutcome(Utterance utterance, RecognitionResult? result, Exception? error) => (Utterance, Result, Error) = (utterance, result, error);

    /// <summary>The utterance.</summary>
    public Utterance Utterance { get; }

    /// <summary>The result, or null where it failed.</summary>
    public RecognitionResult? Result { get; }

    /// <summary>Why it failed, or null where there is a result. Never a cancellation: that ends the whole run.</summary>
    public Exception? Error { get; }

    /// <summary>Whether there is a result. Its answer may still have been unreadable: see <see cref="RecognitionResult.IsValid"/>.</summary>
    [MemberNotNullWhen(true, nameof(Result))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Result is not null;

    /// <summary>A result.</summary>
    /// <param name="utterance">The utterance.</param>
    /// <param name="result">Its result.</param>
    /// <returns>The outcome.</returns>
    public static RecognitionOutcome Success(Utterance utterance, RecognitionResult result)
    {
        ArgumentNullException.ThrowIfNull(utterance);
        ArgumentNullException.ThrowIfNull(result);
        return new(utterance, result, null);
    }

    /// <summary>A failure.</summary>
    /// <param name="utterance">The utterance.</param>
    /// <param name="error">Why it failed.</param>
    /// <returns>The outcome.</returns>
    public static RecognitionOutcome Failure(Utterance utterance, Exception error)
    {
        ArgumentNullException.ThrowIfNull(utterance);
        ArgumentNullException.ThrowIfNull(error);
        return new(utterance, null, error);
    }
}
