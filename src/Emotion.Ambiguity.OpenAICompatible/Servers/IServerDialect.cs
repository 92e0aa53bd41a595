using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.OpenAICompatible.Servers;

/// <summary>How one kind of server is asked. Thread-safe.</summary>
internal interface IServerDialect
{
    /// <summary>What the model is and what this server can do.</summary>
    LanguageModelInfo Info { get; }

    /// <summary>The kind of server.</summary>
    OpenAICompatibleServer Server { get; }

    /// <summary>The number of tokens, where the server tells it.</summary>
    int? VocabularySize { get; }

    /// <summary>The server's tokenizer, or null.</summary>
    ITokenizer? Tokenizer { get; }

    /// <summary>Answers a request that was checked already.</summary>
    Task<LanguageModelResponse> RunAsync(LanguageModelRequest request, CancellationToken cancellationToken);
}
