namespace Emotion.Ambiguity.OpenAICompatible;

/// <summary>What kind of server answers. It decides what can be asked for beyond text.</summary>
public enum OpenAICompatibleServer
{
    /// <summary>Found out when connecting; a server that is neither llama-server nor vLLM, or lacks their interfaces, counts as <see cref="Generic"/>.</summary>
    Auto,

    /// <summary>Any server with /v1/chat/completions: text in, text out.</summary>
    Generic,

    /// <summary>llama-server of llama.cpp: a tokenizer, log-probabilities of the likeliest tokens, exact label likelihoods.</summary>
    LlamaServer,

    /// <summary>vLLM: a tokenizer, log-probabilities of the likeliest tokens (of any tokens in recent versions), exact label likelihoods.</summary>
    Vllm,
}
