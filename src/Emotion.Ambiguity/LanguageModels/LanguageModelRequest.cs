using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.LanguageModels;

/// <summary>One piece of work for a language model. Immutable; the memory it points to must not change while it runs.</summary>
public sealed record LanguageModelRequest
{
    /// <summary>The prompt.</summary>
    public required RenderedPrompt Prompt { get; init; }

    /// <summary>The most tokens to generate; 0 for none, when only <see cref="Continuations"/> or a <see cref="HiddenState"/> are wanted. The default is 0.</summary>
    public int MaxOutputTokens { get; init; }

    /// <summary>The tokens whose logits are kept at each generated step. Ids within the vocabulary, no repeats. The default is none.</summary>
    public ReadOnlyMemory<int> LogitTokenIds { get; init; }

    /// <summary>Token sequences to score as continuations of the prompt, each with at least one token. The default is none.</summary>
    public IReadOnlyList<ReadOnlyMemory<int>> Continuations { get; init; } = [];

    /// <summary>The hidden state of the prompt to hand out. It changes none of the other numbers. The default is none.</summary>
    public HiddenStateKind HiddenState { get; init; }

    /// <summary>How the next token is chosen. The default is greedy.</summary>
    public TokenSampling Sampling { get; init; } = TokenSampling.Greedy;

    /// <summary>Checks the request the way every engine must before it computes anything.</summary>
    /// <param name="info">What the engine can do. The width of embeddings is left to the engine.</param>
    /// <param name="vocabularySize">Ids are below this; null where the engine does not know, and then only negative ids are refused.</param>
    /// <exception cref="ArgumentException">The request contradicts itself or names tokens that cannot exist; the message names all faults.</exception>
    /// <exception cref="NotSupportedException">The request needs a capability that the engine lacks.</exception>
    public void Check(LanguageModelInfo info, int? vocabularySize)
    {
        ArgumentNullException.ThrowIfNull(info);
        var faults = new List<string>();
        Sampling.Validate(faults);
        if (MaxOutputTokens < 0) faults.Add($"MaxOutputTokens must be at least 0 but is {MaxOutputTokens}.");
        if (!Enum.IsDefined(HiddenState)) faults.Add($"HiddenState has the unknown value {HiddenState}.");
        if (MaxOutputTokens == 0 && Continuations.Count == 0 && HiddenState == HiddenStateKind.None)
            faults.Add("Nothing is asked for: MaxOutputTokens is 0, there are no Continuations and HiddenState is None.");
        CheckContinuations(vocabularySize, faults);
        CheckIds(LogitTokenIds, nameof(LogitTokenIds), vocabularySize, faults);
        if (TokenIdSet.TryFindRepeat(LogitTokenIds.Span, out _)) faults.Add("LogitTokenIds names a token twice.");
        var hasEmbeddings = CheckParts(vocabularySize, faults);
        OptionFaults.Throw(nameof(LanguageModelRequest), faults, "request");
        if (LogitTokenIds.Length > 0 && !info.Supports(LanguageModelCapabilities.StepLogits) && !info.Supports(LanguageModelCapabilities.StepLogProbabilities)) Refuse(info, nameof(LogitTokenIds));
        if (Continuations.Count > 0 && !info.Supports(LanguageModelCapabilities.ContinuationScores)) Refuse(info, nameof(Continuations));
        if (HiddenState != HiddenStateKind.None && !info.Supports(LanguageModelCapabilities.HiddenStates)) Refuse(info, nameof(HiddenState));
        if (hasEmbeddings && !info.Supports(LanguageModelCapabilities.EmbeddingInput)) Refuse(info, "embeddings or tokens by their ids");
    }

    private void CheckContinuations(int? vocabularySize, List<string> faults)
    {
        var anyEmpty = false;

        // By index: an enumerator of a list behind an interface is an object, and this runs for every utterance.
        for (var i = 0; i < Continuations.Count; i++)
        {
            anyEmpty |= Continuations[i].IsEmpty;
            CheckIds(Continuations[i], nameof(Continuations), vocabularySize, faults);
        }

        if (anyEmpty) faults.Add("A continuation has no tokens.");
    }

    /// <summary>Whether the prompt has parts that are no text.</summary>
    private bool CheckParts(int? vocabularySize, List<string> faults)
    {
        var found = false;
        foreach (var message in Prompt.Messages)
        {
            foreach (var part in message.Parts)
            {
                found |= part is EmbeddingPart or TokenPart;
                if (part is TokenPart tokens) CheckIds(tokens.TokenIds, nameof(TokenPart), vocabularySize, faults);
            }
        }

        return found;
    }

    private static void CheckIds(ReadOnlyMemory<int> ids, string name, int? vocabularySize, List<string> faults)
    {
        foreach (var id in ids.Span)
        {
            if (id >= 0 && id < (vocabularySize ?? int.MaxValue)) continue;
            faults.Add($"{name} holds {id}, which is outside the vocabulary{(vocabularySize is null ? "" : $" of {vocabularySize} tokens")}.");
            return;
        }
    }

    private static void Refuse(LanguageModelInfo info, string member) =>
        throw new NotSupportedException($"The request has {member}, but {info.Engine} ({info.ModelId}) offers {info.Capabilities}. Use an engine that gives them.");
}
