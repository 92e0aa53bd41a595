using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Tests.Prompting;

/// <summary>Where the voice stands in a prompt. The layout without a hole is that of the embedded audio model's training.</summary>
public sealed class HearingPromptTests
{
    private static readonly AudioEmbeddings Voice = new(new float[] { 1, 2, 3, 4 }, 2) { LeadingTokenIds = new[] { 7 }, TrailingTokenIds = new[] { 8, 9 } };

    [Fact]
    public void Render_VoiceAndWords_VoiceThenALineWithTheWords() =>
        Layout(EmotionPrompt.Single, new PromptInput("Get out.", EmotionTaxonomy.Paper4) { Audio = Voice }).ShouldBe("<7><2x2><8,9>\nTranscript: \"Get out.\"");

    [Fact]
    public void Render_VoiceOnly_NothingBesideIt() =>
        Layout(EmotionPrompt.Ambiguous, new PromptInput(null, EmotionTaxonomy.Paper4) { Audio = new AudioEmbeddings(new float[6], 3) }).ShouldBe("<2x3>");

    [Theory]
    [InlineData("a {audio} b {text} c", "a <7><2x2><8,9> b Get out. c")]
    [InlineData("{audio}", "<7><2x2><8,9>")]
    [InlineData("{text}{audio}", "Get out.<7><2x2><8,9>")]
    public void Render_HoleForTheVoice_StandsThere(string template, string expected) =>
        Layout(new TemplatePrompt("own", "", template, AnswerKind.SingleLabel), new PromptInput("Get out.", EmotionTaxonomy.Paper4) { Audio = Voice }).ShouldBe(expected);

    [Fact]
    public void Render_HoleForTheVoiceButNone_IsEmpty() =>
        Layout(new TemplatePrompt("own", "", "a {audio} b {text} c", AnswerKind.SingleLabel), new PromptInput("x", EmotionTaxonomy.Paper4)).ShouldBe("a  b x c");

    [Fact]
    public void Render_NeitherWordsNorVoice_ArgumentException() =>
        Should.Throw<ArgumentException>(() => EmotionPrompt.Single.Render(new PromptInput(null, EmotionTaxonomy.Paper4))).Message.ShouldContain("neither words nor sound");

    [Theory]
    [InlineData("{labels}", "neither {text} nor {audio}")]
    [InlineData("{audio}{audio}", "more than once")]
    public void Constructor_UselessMessage_ArgumentException(string template, string reason) =>
        Should.Throw<ArgumentException>(() => new TemplatePrompt("own", "", template, AnswerKind.SingleLabel)).Message.ShouldContain(reason);

    [Fact]
    public void Constructor_AudioHoleInTheInstruction_ArgumentException() =>
        Should.Throw<ArgumentException>(() => new TemplatePrompt("own", "{audio}", "{text}", AnswerKind.SingleLabel)).Message.ShouldContain("{audio}");

    [Fact]
    public void AudioEmbeddings_NotWholeRowsOrNotFinite_ArgumentException()
    {
        Should.Throw<ArgumentException>(() => new AudioEmbeddings(new float[5], 2));
        Should.Throw<ArgumentException>(() => new AudioEmbeddings(default, 2));
        Should.Throw<ArgumentException>(() => new AudioEmbeddings(new[] { 1f, float.NaN }, 2));
    }

    internal static string Layout(EmotionPrompt prompt, PromptInput input) => Layout(prompt.Render(input).Messages[^1]);

    internal static string Layout(PromptMessage message) => string.Concat(message.Parts.Select(p => p switch
    {
        TextPart text => text.Text,
        TokenPart tokens => $"<{string.Join(',', tokens.TokenIds.ToArray())}>",
        EmbeddingPart rows => $"<{rows.Rows}x{rows.Width}>",
        _ => "?",
    }));
}
