using Whisper.net;

namespace Emotion.Ambiguity.WhisperNet.Tests;

public sealed class WordCollectorTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Add_Tokens_BecomeWords()
    {
        var words = Collect(" Don't go.", (" Don", 0, 20, 0.5f), ("'t", 20, 30, 1f), (" go", 30, 60, 0.9f), (".", 60, 70, 0.7f), ("[_TT_50]", 70, 70, 0.1f));
        words.Text.ShouldBe("Don't go.");
        words.ToWords().Select(w => (w.Text, w.Start!.Value.TotalSeconds, w.End!.Value.TotalSeconds)).ShouldBe([("Don't", 0, 0.3), ("go.", 0.3, 0.7)]);
        words.ToWords()[0].Probability.ShouldBe(0.75, 1e-9);
    }

    /// <summary>Half a character in each token: Whisper.net hands both out as U+FFFD.</summary>
    [Fact]
    public void Add_CharacterOverTwoTokens_ComesFromTheSegment() =>
        Collect(" so schön", (" so", 0, 10, 1), (" sch\uFFFD", 10, 20, 1), ("\uFFFDn", 20, 30, 1)).Text.ShouldBe("so schön");

    [Theory]
    [InlineData("[BLANK_AUDIO]", "")]
    [InlineData("Well (people laugh) yes", "Well yes")]
    [InlineData("[MUSIC PLAYING]", "")]
    [InlineData("♪ la la", "la la")]
    [InlineData("- I wonder", "I wonder")]
    [InlineData("(never closed", "(never closed")]
    public void Add_Annotations_AreNobodysWords(string text, string spoken) =>
        Collect(" " + text, [.. text.Split(' ').Select((w, i) => (" " + w, i * 10, (i * 10) + 10, 1f))]).Text.ShouldBe(spoken);

    [Fact]
    public void Add_TimesOutsideTheWindowOrBackwards_AreKeptInOrderAndInside()
    {
        var words = Collect(" a b c", (" a", 50, 80, 1), (" b", 40, 60, 1), (" c", 90, 400, 1)).ToWords();
        words.Select(w => (w.Start!.Value.TotalSeconds, w.End!.Value.TotalSeconds)).ShouldBe([(0.5, 0.8), (0.8, 0.8), (0.9, 1)]);
    }

    private static WordCollector Collect(string text, params (string Text, int Start, int End, float Probability)[] tokens)
    {
        var collector = new WordCollector();
        var native = tokens.Select(t => new WhisperToken { Text = t.Text, Start = t.Start, End = t.End, Probability = t.Probability }).ToArray();
        collector.Add(new SegmentData(text, TimeSpan.Zero, Second, 0, 0, 0, 0, "en", native), TimeSpan.Zero, Second);
        return collector;
    }
}
