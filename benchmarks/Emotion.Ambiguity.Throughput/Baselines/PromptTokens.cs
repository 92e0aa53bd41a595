namespace Emotion.Ambiguity.Throughput.Baselines;

/// <summary>Which tokens of a prompt are meant.</summary>
internal enum PromptTokens
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>Those that all utterances have in common, at the beginning.</summary>
    Shared,

    /// <summary>The others.</summary>
    OfUtterance,
}
