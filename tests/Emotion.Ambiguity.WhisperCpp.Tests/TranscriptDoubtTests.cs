using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.WhisperCpp.Tests;

public sealed class TranscriptDoubtTests
{
    [Theory]
    [InlineData("It's eleven o'clock.", 0.9, false)]
    [InlineData("It's eleven o'clock.", 0.7, true)] // all a little unsure
    [InlineData("Eleven! Eleven!", 0.9, false)] // one word twice is something that people say
    [InlineData("It's eleven. It's eleven!", 0.9, true)]
    [InlineData("Well, it is so, it is so, yes.", 0.9, true)]
    [InlineData("", 0.9, true)]
    public void IsDoubtful_WordsAllAsLikely(string words, double probability, bool expected) => TranscriptDoubt.IsDoubtful(Of(words, _ => probability)).ShouldBe(expected);

    [Fact]
    public void IsDoubtful_OneUnlikelyWord_IsEnough() =>
        TranscriptDoubt.IsDoubtful(Of("I was on my way to the meeting", w => w == "was" ? 0.39 : 0.99)).ShouldBeTrue();

    private static Transcript Of(string words, Func<string, double> probability) => new()
    {
        Text = words,
        Words = [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => new TranscriptWord(w, null, null, probability(w)))],
    };
}
