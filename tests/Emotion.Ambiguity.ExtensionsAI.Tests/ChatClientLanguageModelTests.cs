using System.ClientModel.Primitives;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.ExtensionsAI.Tests.Support;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Testing;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Emotion.Ambiguity.ExtensionsAI.Tests;

public sealed class ChatClientLanguageModelTests
{
    private static readonly RecognizerOptions TextLevel = new()
    {
        Taxonomy = EmotionTaxonomy.Paper4,
        Prompt = EmotionPrompt.Ambiguous,
        Extractors = [new TextDistributionExtractor()],
    };

    private static readonly LanguageModelRequest Request = new()
    {
        Prompt = new RenderedPrompt([new PromptMessage(PromptRole.System, "s"), new PromptMessage(PromptRole.User, "u"), new PromptMessage(PromptRole.Assistant, "a"), new PromptMessage(PromptRole.User, "v")]),
        MaxOutputTokens = 9,
    };

    [Fact]
    public async Task Recognizer_TextLevel_ReadsTheServicesAnswer()
    {
        using var client = new ScriptedChatClient((_, _) => new ChatResponse(new ChatMessage(ChatRole.Assistant, "anger: 10%, happiness: 20%, sadness: 30%, neutral: 40%"))
        {
            Usage = new UsageDetails { InputTokenCount = 50, CachedInputTokenCount = 30, OutputTokenCount = 17 },
        });
        await using var model = client.AsLanguageModel();
        await using var recognizer = new AmbiguousEmotionRecognizer(model, TextLevel);
        var result = await recognizer.RecognizeTextAsync("Get out!");
        result.Distribution!.Probabilities.ToArray().ShouldBe([0.1, 0.2, 0.3, 0.4], 1e-12);
        result.Diagnostics.LanguageModelId.ShouldBe("scripted-model");
        result.Windows[0].Diagnostics.ShouldSatisfyAllConditions(d => d.PromptTokens.ShouldBe(50), d => d.ReusedPromptTokens.ShouldBe(30), d => d.OutputTokens.ShouldBe(17));
        client.Requests.Single().Messages[1].Text.ShouldBe("Transcript: \"Get out!\"");
    }

    [Fact]
    public async Task Info_Default_PromisesTextOnly()
    {
        using var client = new ScriptedChatClient("x");
        await using var model = client.AsLanguageModel();
        model.Info.ShouldBe(new LanguageModelInfo { ModelId = "scripted-model", Engine = "scripted-provider", Capabilities = LanguageModelCapabilities.None });
        model.Tokenizer.ShouldBeNull();
        Should.Throw<NotSupportedException>(() => new AmbiguousEmotionRecognizer(model)).Message.ShouldContain("Use the text extractor");
        await Should.ThrowAsync<NotSupportedException>(() => model.RunAsync(Request with { Continuations = [new[] { 1 }] }));
        await Should.ThrowAsync<NotSupportedException>(() => model.RunAsync(Request with { LogitTokenIds = new[] { 1 } }));
        await Should.ThrowAsync<NotSupportedException>(() => model.RunAsync(Request with { Prompt = new RenderedPrompt([new PromptMessage(PromptRole.User, [new EmbeddingPart(new float[2], 2)])]) }));
        await Should.ThrowAsync<ArgumentException>(() => model.RunAsync(Request with { MaxOutputTokens = 0 }));
        client.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task RunAsync_RequestAndResponse_AreMapped()
    {
        using var client = new ScriptedChatClient((_, _) => new ChatResponse(new ChatMessage(ChatRole.Assistant, "cut")) { FinishReason = ChatFinishReason.Length });
        await using var model = client.AsLanguageModel(new ChatClientModelOptions { ModelId = "other", ConfigureRequest = o => o.TopP = 0.5f });
        var response = await model.RunAsync(Request);
        response.Generation!.ShouldSatisfyAllConditions(g => g.Text.ShouldBe("cut"), g => g.Stop.ShouldBe(GenerationStop.MaxOutputTokens), g => g.TokenIds.IsEmpty.ShouldBeTrue());
        response.OutputTokens.ShouldBeNull();
        await model.RunAsync(Request with { Sampling = new TokenSampling { Temperature = 0.7, Seed = 3 } });
        var (messages, greedy) = client.Requests.First();
        messages.Select(m => (m.Role, m.Text)).ShouldBe([(ChatRole.System, "s"), (ChatRole.User, "u"), (ChatRole.Assistant, "a"), (ChatRole.User, "v")]);
        greedy.ShouldSatisfyAllConditions(o => o.ModelId.ShouldBe("other"), o => o.MaxOutputTokens.ShouldBe(9), o => o.Temperature.ShouldBe(0), o => o.Seed.ShouldBeNull(), o => o.TopP.ShouldBe(0.5f), o => o.RawRepresentationFactory.ShouldBeNull());
        client.Requests.Last().Options.ShouldSatisfyAllConditions(o => o.Temperature.ShouldBe(0.7f), o => o.Seed.ShouldBe(3));
    }

    [Fact]
    public async Task RunAsync_ProviderFails_IsAnInferenceErrorWithTheProvidersOwnInside()
    {
        var fault = new HttpRequestException("401");
        using var client = new ScriptedChatClient((_, _) => throw fault);
        await using var model = client.AsLanguageModel();
        (await Should.ThrowAsync<InferenceException>(() => model.RunAsync(Request))).ShouldSatisfyAllConditions(e => e.InnerException.ShouldBe(fault), e => e.Engine.ShouldBe("scripted-provider"));
    }

    [Fact]
    public async Task RunAsync_TimeoutOfTheClient_IsNotACancellation()
    {
        using var client = new ScriptedChatClient((_, _) => throw new TaskCanceledException());
        await using var model = client.AsLanguageModel();
        await Should.ThrowAsync<InferenceException>(() => model.RunAsync(Request));
        await Should.ThrowAsync<OperationCanceledException>(() => model.RunAsync(Request, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task DisposeAsync_Model_LeavesTheClientAlone()
    {
        using var client = new ScriptedChatClient("x");
        var model = client.AsLanguageModel();
        await model.DisposeAsync();
        client.IsDisposed.ShouldBeFalse();
        await Should.ThrowAsync<ObjectDisposedException>(() => model.RunAsync(Request));
    }

    [Fact]
    public async Task RunAsync_TopLogProbabilities_BecomeTheLogitsOfTheWantedTokens()
    {
        // Two steps over single-byte tokens; "b" is listed once, "z" never, and the written "q" is not among the likeliest.
        const string Answer = """
            { "id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [ { "index": 0, "finish_reason": "stop", "message": { "role": "assistant", "content": "aq" },
              "logprobs": { "content": [
                { "token": "a", "logprob": -0.1, "bytes": [97], "top_logprobs": [ { "token": "a", "logprob": -0.1, "bytes": [97] }, { "token": "b", "logprob": -2.5, "bytes": [98] } ] },
                { "token": "q", "logprob": -5, "bytes": [113], "top_logprobs": [ { "token": "a", "logprob": -0.2, "bytes": [97] }, { "token": "c", "logprob": -3, "bytes": [99] } ] } ] } } ] }
            """;
        var raw = ModelReaderWriter.Read<ChatCompletion>(BinaryData.FromString(Answer))!;
        using var client = new ScriptedChatClient((_, _) => new ChatResponse(new ChatMessage(ChatRole.Assistant, "aq")) { RawRepresentation = raw });
        await using var model = client.AsLanguageModel(new ChatClientModelOptions { TopLogProbabilities = 2, Tokenizer = new Utf8Tokenizer() });
        model.Info.Capabilities.ShouldBe(LanguageModelCapabilities.StepLogProbabilities | LanguageModelCapabilities.Tokenizer);
        var generation = (await model.RunAsync(Request with { LogitTokenIds = new int[] { 'z', 'b', 'a', 'q' } })).Generation!;
        generation.TokenIds.ToArray().ShouldBe(['a', 'q']);
        generation.Logits.GetStep(0).ToArray().ShouldBe([-2.5f, -2.5f, -0.1f, -2.5f]);
        generation.Logits.GetStep(1).ToArray().ShouldBe([-5f, -5f, -0.2f, -5f]);
        client.Requests.Single().Options.RawRepresentationFactory!(client).ShouldBeOfType<ChatCompletionOptions>()
            .ShouldSatisfyAllConditions(o => o.IncludeLogProbabilities.ShouldBe(true), o => o.TopLogProbabilityCount.ShouldBe(2));
    }

    [Fact]
    public async Task RunAsync_ProbabilitiesAskedForButNotSent_IsAnErrorNotAGuess()
    {
        using var client = new ScriptedChatClient("anger");
        await using var model = client.AsLanguageModel(new ChatClientModelOptions { TopLogProbabilities = 5, Tokenizer = new Utf8Tokenizer() });
        (await Should.ThrowAsync<InferenceException>(() => model.RunAsync(Request with { LogitTokenIds = new int[] { 'a' } }))).Reason.ShouldContain("no token probabilities");
    }

    [Fact]
    public void Constructor_FaultyOptions_NamesAll()
    {
        using var client = new ScriptedChatClient("x");
        Should.Throw<ArgumentException>(() => client.AsLanguageModel(new ChatClientModelOptions { TopLogProbabilities = 21, ModelId = " " })).Message.ShouldSatisfyAllConditions(
            m => m.ShouldContain("TopLogProbabilities must be from 0 to 20 but is 21."), m => m.ShouldContain("Tokenizer"), m => m.ShouldContain("ModelId"));
    }
}
