using Emotion.Ambiguity.LanguageModels;
using Microsoft.Extensions.AI;

namespace Emotion.Ambiguity.ExtensionsAI;

/// <summary>How a <see cref="ChatClientLanguageModel"/> asks its chat client. Immutable and thread-safe.</summary>
public sealed record ChatClientModelOptions
{
    /// <summary>The model to ask for; null for the client's own default.</summary>
    public string? ModelId { get; init; }

    /// <summary>
    /// Tokens that the provider lists at each step, 0 to 20. The default is 0: none. Above 0, extractors that read the logits of tokens work, with three
    /// differences to an engine in process: they see logarithms of probabilities, which differ from logits by one number a step (a softmax is the same, the
    /// paper's eq. 2 is not defined for them and takes its fallback); a token that is not listed counts as much as the last that is; and the
    /// <see cref="Tokenizer"/> must be yours to give.
    /// </summary>
    public int TopLogProbabilities { get; init; }

    /// <summary>The model's own tokenizer, for <see cref="TopLogProbabilities"/>; another one would look for the wrong tokens. The default is none.</summary>
    public ITokenizer? Tokenizer { get; init; }

    /// <summary>Asks for probabilities and finds them. The default knows the OpenAI package.</summary>
    public ILogProbabilitySource LogProbabilities { get; init; } = new OpenAILogProbabilities();

    /// <summary>
    /// Changes the options of each request before it is sent, for models that take no temperature or want more. Must be thread-safe. The default changes nothing.
    /// </summary>
    public Action<ChatOptions>? ConfigureRequest { get; init; }

    internal List<string> Faults()
    {
        var faults = new List<string>();
        if (TopLogProbabilities is < 0 or > 20) faults.Add($"TopLogProbabilities must be from 0 to 20 but is {TopLogProbabilities}.");
        if (TopLogProbabilities > 0 && Tokenizer is null) faults.Add("TopLogProbabilities needs the model's Tokenizer, to tell which tokens spell an emotion.");
        if (LogProbabilities is null) faults.Add("LogProbabilities is null; leave it out instead.");
        if (ModelId is { } id && string.IsNullOrWhiteSpace(id)) faults.Add("ModelId must be a name or null but is blank.");
        return faults;
    }
}
