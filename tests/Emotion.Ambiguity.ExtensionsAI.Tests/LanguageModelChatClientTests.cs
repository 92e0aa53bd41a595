using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Testing;
using Emotion.Ambiguity.Tests.Shared;
using Microsoft.Extensions.AI;

namespace Emotion.Ambiguity.ExtensionsAI.Tests;

public sealed class LanguageModelChatClientTests
{
    private static readonly ChatMessage[] Messages = [new(ChatRole.System, "Be brief."), new(ChatRole.User, "Hello"), new(ChatRole.Assistant, "Hi."), new(ChatRole.User, "How are you?")];

    [Fact]
    public async Task GetResponseAsync_MessagesAndOptions_AreMapped()
    {
        await using var model = new ScriptedLanguageModel("Fine, thanks");
        using var client = model.AsChatClient();
        var response = await client.GetResponseAsync(Messages, new ChatOptions { Temperature = 0.5f, Seed = 42, MaxOutputTokens = 5, Instructions = "Be kind.", ModelId = "scripted" });
        response.Text.ShouldBe("Fine,");
        response.ShouldSatisfyAllConditions(r => r.FinishReason.ShouldBe(ChatFinishReason.Length), r => r.ModelId.ShouldBe("scripted"), r => r.AdditionalProperties.ShouldBeNull());
        response.Usage!.ShouldSatisfyAllConditions(u => u.OutputTokenCount.ShouldBe(5), u => u.InputTokenCount.ShouldBe(8 + 9 + 5 + 3 + 12), u => u.TotalTokenCount.ShouldBe(42));
        var request = model.Requests.Single();
        request.Prompt.Messages.Select(m => (m.Role, m.Text)).ShouldBe(
            [(PromptRole.System, "Be kind."), (PromptRole.System, "Be brief."), (PromptRole.User, "Hello"), (PromptRole.Assistant, "Hi."), (PromptRole.User, "How are you?")]);
        request.Prompt.SharedMessageCount.ShouldBe(2);
        request.Sampling.ShouldBe(new TokenSampling { Temperature = 0.5, Seed = 42 });
        request.MaxOutputTokens.ShouldBe(5);
    }

    [Fact]
    public async Task GetResponseAsync_NoOptions_IsGreedy()
    {
        await using var model = new ScriptedLanguageModel("ok");
        using var client = model.AsChatClient(new LanguageModelChatOptions { DefaultMaxOutputTokens = 77 });
        (await client.GetResponseAsync("Hello")).FinishReason.ShouldBe(ChatFinishReason.Stop);
        model.Requests.Single().ShouldSatisfyAllConditions(r => r.Sampling.ShouldBe(TokenSampling.Greedy), r => r.MaxOutputTokens.ShouldBe(77));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(-5, -5)]
    [InlineData(1L << 32, 1)]
    public async Task GetResponseAsync_Seed_SmallOnesStayAsTheyAre(long seed, int expected)
    {
        await using var model = new ScriptedLanguageModel("ok");
        await model.AsChatClient().GetResponseAsync("Hello", new ChatOptions { Temperature = 1, Seed = seed });
        model.Requests.Single().Sampling.Seed.ShouldBe(expected);
    }

    [Fact]
    public async Task GetResponseAsync_UnsupportedOptions_AreRejectedOrReported()
    {
        await using var model = new ScriptedLanguageModel("ok");
        var options = new ChatOptions
        {
            TopP = 0.9f, TopK = 4, FrequencyPenalty = 1, PresencePenalty = 1, StopSequences = ["."], ResponseFormat = ChatResponseFormat.Json, ModelId = "other",
            ConversationId = "c", Tools = [AIFunctionFactory.Create(() => 1, "f")], ToolMode = ChatToolMode.RequireAny,
        };
        const string All = "ModelId, TopP, TopK, FrequencyPenalty, PresencePenalty, StopSequences, ResponseFormat, Tools, ToolMode, ConversationId";
        (await Should.ThrowAsync<NotSupportedException>(() => model.AsChatClient().GetResponseAsync("Hello", options))).Message.ShouldContain(All);
        model.Requests.ShouldBeEmpty();
        var response = await model.AsChatClient(new LanguageModelChatOptions { UnsupportedOptions = UnsupportedOptionHandling.Report }).GetResponseAsync("Hello", options);
        response.AdditionalProperties!["ignored_options"].ShouldBe(All);
    }

    [Fact]
    public async Task GetResponseAsync_WhatIsNoText_IsRejected()
    {
        await using var model = new ScriptedLanguageModel("ok");
        using var client = model.AsChatClient();
        await Should.ThrowAsync<NotSupportedException>(() => client.GetResponseAsync(new ChatMessage(ChatRole.User, [new DataContent(new byte[1], "image/png")])));
        await Should.ThrowAsync<NotSupportedException>(() => client.GetResponseAsync(new ChatMessage(ChatRole.Tool, "x")));
        await Should.ThrowAsync<ArgumentException>(() => client.GetResponseAsync([]));
        await Should.ThrowAsync<ArgumentException>(() => client.GetResponseAsync("Hello", new ChatOptions { Temperature = -1 }));
        await Should.ThrowAsync<ArgumentException>(() => client.GetResponseAsync("Hello", new ChatOptions { MaxOutputTokens = 0 }));
    }

    [Fact]
    public async Task GetStreamingResponseAsync_ModelThatCannotStream_GivesOnePiece()
    {
        await using var model = new ScriptedLanguageModel("Fine, thanks");
        var updates = await model.AsChatClient().GetStreamingResponseAsync(Messages).ToListAsync();
        updates.Count.ShouldBe(1);
        var response = updates.ToChatResponse();
        response.ShouldSatisfyAllConditions(r => r.Text.ShouldBe("Fine, thanks"), r => r.FinishReason.ShouldBe(ChatFinishReason.Stop), r => r.Usage!.OutputTokenCount.ShouldBe(12), r => r.Messages.Count.ShouldBe(1));
    }

    [Fact]
    public async Task GetService_KnownTypes_AreFound()
    {
        await using var model = new ScriptedLanguageModel("ok");
        using var client = model.AsChatClient();
        client.GetService<ChatClientMetadata>()!.ShouldSatisfyAllConditions(m => m.ProviderName.ShouldBe("script"), m => m.DefaultModelId.ShouldBe("scripted"));
        client.GetService<ILanguageModel>().ShouldBeSameAs(model);
        client.GetService<ScriptedLanguageModel>().ShouldBeSameAs(model);
        client.GetService<IChatClient>().ShouldBeSameAs(client);
        client.GetService<LanguageModelInfo>().ShouldBe(model.Info);
        client.GetService<IStreamingLanguageModel>().ShouldBeNull();
        client.GetService(typeof(ILanguageModel), "key").ShouldBeNull();
        client.Dispose();
        model.IsDisposed.ShouldBeFalse();
    }

    [Fact]
    public async Task RoundTrip_ModelAsClientAsModel_AnswersTheSame()
    {
        await using var model = new ScriptedLanguageModel("anger: 100%");
        await using var back = model.AsChatClient().AsLanguageModel();
        var response = await back.RunAsync(new LanguageModelRequest { Prompt = new RenderedPrompt([new PromptMessage(PromptRole.User, "u")]), MaxOutputTokens = 20 });
        response.Generation!.Text.ShouldBe("anger: 100%");
        response.OutputTokens.ShouldBe(11);
        back.Info.ShouldSatisfyAllConditions(i => i.ModelId.ShouldBe("scripted"), i => i.Engine.ShouldBe("script"));
    }

    [Fact]
    public async Task LlamaCpp_AsChatClient_StreamsCountsAndStops()
    {
        await using var model = await LlamaCppModel.LoadAsync(RepositoryFiles.Get("models", "emotion-ambiguity-mini-q5_1.gguf"), new LlamaCppOptions { Threads = 1 });
        using var client = model.AsChatClient();
        var options = new ChatOptions { MaxOutputTokens = 24 };
        var whole = await client.GetResponseAsync(Messages, options);
        var updates = await client.GetStreamingResponseAsync(Messages, options).ToListAsync();
        updates.Count.ShouldBeGreaterThan(2);
        var streamed = updates.ToChatResponse();
        streamed.Text.ShouldBe(whole.Text);
        streamed.Usage!.OutputTokenCount.ShouldBe(whole.Usage!.OutputTokenCount);
        whole.Usage.InputTokenCount!.Value.ShouldBeGreaterThan(10);
        streamed.Usage.CachedInputTokenCount!.Value.ShouldBeGreaterThan(0);

        var sampled = new ChatOptions { MaxOutputTokens = 24, Temperature = 1.5f, Seed = 7 };
        (await client.GetResponseAsync(Messages, sampled)).Text.ShouldBe((await client.GetResponseAsync(Messages, sampled)).Text);
        using var cancel = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync(Messages, new ChatOptions { MaxOutputTokens = 500, Temperature = 3, Seed = 1 }, cancel.Token)) await cancel.CancelAsync();
        });
        await Should.ThrowAsync<ContextOverflowException>(() => client.GetResponseAsync(Messages, new ChatOptions { MaxOutputTokens = 1_000_000 }));
    }
}
