namespace Emotion.Ambiguity.Testing;

/// <summary>What a <see cref="ScriptedLanguageModel"/> answers. Immutable and thread-safe as long as its functions are.</summary>
/// <param name="Text">The answer; its tokens are its UTF-8 bytes.</param>
public sealed record ScriptedAnswer(string Text)
{
    /// <summary>The log-likelihood of a continuation by its text, in nats. The default is -1 for all.</summary>
    public Func<string, double> LogLikelihood { get; init; } = _ => -1;

    /// <summary>The raw logit of a token (second) at a step (first, from 0). The default is 0 for all.</summary>
    public Func<int, int, float> Logit { get; init; } = (_, _) => 0;

    /// <summary>The hidden state, where one is asked for; as long as <see cref="LanguageModels.LanguageModelInfo.HiddenStateWidth"/>. The default is empty.</summary>
    public ReadOnlyMemory<float> HiddenState { get; init; }
}
