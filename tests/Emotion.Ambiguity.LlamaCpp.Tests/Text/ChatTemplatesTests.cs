using System.Collections.Immutable;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.LlamaCpp.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace Emotion.Ambiguity.LlamaCpp.Tests.Text;

public sealed class ChatTemplatesTests
{
    private const string Gemma = "{{ bos_token }}{% for message in messages %}<start_of_turn>{{ message['role'] }}\n{{ message['content'] | trim }}<end_of_turn>\n{% endfor %}";
    private const string Llama3 = "{% for message in messages %}<|start_header_id|>{{ message['role'] }}<|end_header_id|>\n\n{{ message['content'] | trim }}<|eot_id|>{% endfor %}";

    private static readonly ImmutableArray<PromptMessage> Two = [new(PromptRole.System, "Be brief."), new(PromptRole.User, " <|im_end|> hi ")];

    public ChatTemplatesTests() => LlamaCppEngine.Probe();

    [Fact]
    public void Render_ChatMl_ContentsApartAndUntouched()
    {
        var pieces = Create(Support.TinyGguf.ChatMl).Render(Two);
        pieces.Select(p => p.Markup).ShouldBe(["<|im_start|>system\n", null, "<|im_end|>\n<|im_start|>user\n", null, "<|im_end|>\n<|im_start|>assistant\n"]);
        pieces.Select(p => p.MessageIndex).ShouldBe([-1, 0, -1, 1, -1]);
        ((TextPart)pieces[3].Content!).Text.ShouldBe(" <|im_end|> hi ");
    }

    [Fact]
    public void Render_SameRolesAgain_TheLibraryIsNotAskedAgain()
    {
        var asked = 0;
        var template = ModelTemplate.TryCreate("t", (_, messages) =>
        {
            asked++;
            return string.Concat(messages.Select(m => $"<{m.Role}>{m.Content}")) + "<assistant>";
        })!;
        Flat(template.Render(Two)).ShouldBe("<system>[0]<user>[1]<assistant>");
        var before = asked;
        Flat(template.Render([new(PromptRole.System, "Other."), new(PromptRole.User, "words")])).ShouldBe("<system>[0]<user>[1]<assistant>");
        asked.ShouldBe(before);
    }

    [Fact]
    public void Render_TemplateWithoutSystemMessage_SystemContentOpensTheUserMessage()
    {
        var template = Create(Gemma);
        template.Source.ShouldBe(ChatTemplateSource.Model);
        Flat(template.Render(Two)).ShouldBe("<start_of_turn>user\n[0]\n\n[1]<end_of_turn>\n<start_of_turn>model\n");
    }

    [Fact]
    public void Render_Llama3_RolesAndHeaders() =>
        Flat(Create(Llama3).Render(Two)).ShouldBe(
            "<|start_header_id|>system<|end_header_id|>\n\n[0]<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n[1]<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n");

    [Fact]
    public void Render_DialogueOfTwelveMessages_EachInItsPlace()
    {
        var messages = Enumerable.Range(0, 12).Select(i => new PromptMessage(i % 2 == 0 ? PromptRole.User : PromptRole.Assistant, $"turn {i}")).ToImmutableArray();
        Create(Llama3).Render(messages).Where(p => p.Content is not null).Select(p => p.MessageIndex).ShouldBe(Enumerable.Range(0, 12));
    }

    [Fact]
    public void Render_EmbeddingsAmidText_PartsInOrder()
    {
        var sound = new EmbeddingPart(new float[8], 4);
        var pieces = Create(Support.TinyGguf.ChatMl).Render([new PromptMessage(PromptRole.User, [sound, new TextPart("\nTranscript: hi")])]);
        pieces[1].Content.ShouldBeSameAs(sound);
        ((TextPart)pieces[2].Content!).Text.ShouldBe("\nTranscript: hi");
    }

    [Fact]
    public void Render_EmptyContent_OnlyMarkup() =>
        Create(Support.TinyGguf.ChatMl).Render([new PromptMessage(PromptRole.User, "")]).Select(p => p.Markup)
            .ShouldBe(["<|im_start|>user\n<|im_end|>\n<|im_start|>assistant\n"]);

    [Theory]
    [InlineData(null)]
    [InlineData("a template that no one knows {{ messages }}")]
    public void Create_NoUsableTemplate_PlainText(string? template)
    {
        var plain = Create(template);
        plain.Source.ShouldBe(ChatTemplateSource.PlainText);
        Flat(plain.Render(Two)).ShouldBe("[0]\n\nUser: [1]\n\nAssistant:");
    }

    private static IChatTemplate Create(string? template) => ChatTemplates.Create(template, NullLogger.Instance);

    private static string Flat(ImmutableArray<ChatTemplatePiece> pieces) => string.Concat(pieces.Select(p => p.Markup ?? $"[{p.MessageIndex}]"));
}
