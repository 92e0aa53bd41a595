using Emotion.Ambiguity.Cli.Recognize;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli.Compare;

/// <summary>An utterance and everything that was read of it.</summary>
internal sealed class ComparedUtterance(Utterance utterance)
{
    /// <summary>The utterance; with the words that were heard once they are known, so that no clip is transcribed twice.</summary>
    public Utterance Utterance { get; set; } = utterance;

    public string Id => Utterance.Id ?? "text";

    public string? Text { get; set; }

    public TimeSpan? Duration { get; set; }

    public ListenerVotes? Votes { get; set; }

    public List<Reading> Readings { get; } = [];

    /// <summary>Why a configuration failed, the first time; null where none did.</summary>
    public Exception? Error { get; set; }
}
