using Emotion.Ambiguity.Conformance;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.OpenAICompatible.Tests.Support;

namespace Emotion.Ambiguity.OpenAICompatible.Tests;

/// <summary>The suite over HTTP.</summary>
[Omits(ModelPart.HiddenStates, "No server hands out the hidden states of a chat prompt.")]
public abstract class ServerConformanceTests : LanguageModelConformance
{
    private TestServer? _server;

    // Servers compute in single precision, and the text of JSON adds nothing to that.
    protected override double Tolerance => 1e-5;

    protected override int AtOnce => 6;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
    }

    private protected abstract TestProtocol CreateProtocol();

    protected override async Task<ILanguageModel> CreateAsync()
    {
        _server ??= await TestServer.StartAsync(CreateProtocol());
        return await OpenAICompatibleModel.ConnectAsync(_server.Options());
    }

    protected override LanguageModelRequest LongRequest()
    {
        _server!.Delay = TimeSpan.FromSeconds(2);
        return Request("It goes on and on.", 10);
    }
}

[Omits(ModelPart.ControlTokens, "Its tokens are bytes.")]
public sealed class LlamaServerConformanceTests : ServerConformanceTests
{
    protected override string Said { get; } = HistorySaying.Long();

    private protected override TestProtocol CreateProtocol() => new LlamaProtocol(DecodingBackend.History());
}

[Omits(ModelPart.ControlTokens, "Its tokens are bytes.")]
[Omits(ModelPart.VocabularySize, "vLLM does not tell how many tokens there are; it refuses ids outside by itself.")]
public sealed class VllmConformanceTests : ServerConformanceTests
{
    protected override string Said { get; } = HistorySaying.Long();

    private protected override TestProtocol CreateProtocol() => new VllmProtocol(DecodingBackend.History());
}

[Omits(ModelPart.ControlTokens, "Its tokens are bytes.")]
[Omits(ModelPart.VocabularySize, "vLLM does not tell how many tokens there are; it refuses ids outside by itself.")]
public sealed class OlderVllmConformanceTests : ServerConformanceTests
{
    protected override string Said { get; } = HistorySaying.Long();

    private protected override TestProtocol CreateProtocol() => new VllmProtocol(DecodingBackend.History()) { TakesChosenTokens = false };
}

[Omits(ModelPart.Tokenizer | ModelPart.ControlTokens | ModelPart.VocabularySize, "A chat interface has no tokenizer.")]
[Omits(ModelPart.AnswerTokens, "A chat interface gives text.")]
[Omits(ModelPart.StepLogits | ModelPart.ContinuationScores, "A chat interface has no token ids to ask for.")]
[Omits(ModelPart.ContextLimit, "This server does not tell its context.")]
public sealed class GenericServerConformanceTests : ServerConformanceTests
{
    protected override string Said { get; } = HistorySaying.Long();

    private protected override TestProtocol CreateProtocol() => new(DecodingBackend.History());
}

/// <summary>The embedded model behind llama-server's interfaces.</summary>
public sealed class LlamaServerWithModelConformanceTests : ServerConformanceTests
{
    // The order of a sequence's cells differs with what was decoded before (docs/decisions/0022).
    protected override double Tolerance => 1e-3;

    private protected override TestProtocol CreateProtocol() => new LlamaProtocol(DecodingBackend.Mini.Value);
}

/// <summary>The embedded model behind vLLM's interfaces.</summary>
[Omits(ModelPart.VocabularySize, "vLLM does not tell how many tokens there are; it refuses ids outside by itself.")]
public sealed class VllmWithModelConformanceTests : ServerConformanceTests
{
    protected override double Tolerance => 1e-3;

    protected override int AtOnce => 3;

    private protected override TestProtocol CreateProtocol() => new VllmProtocol(DecodingBackend.Mini.Value);
}
