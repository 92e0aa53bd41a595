using System.Text;

namespace Emotion.Ambiguity.WhisperCpp.Tests;

public sealed class WordAssemblerTests
{
    [Fact]
    public void Add_CharacterSplitOverTokens_OneWord()
    {
        var umlaut = "ü"u8.ToArray();
        var words = new WordAssembler();
        words.Add([.. " f"u8, umlaut[0]], 0.5, null, null);
        words.Add([umlaut[1], .. "r"u8], 1, null, null);
        words.Add(" Elise."u8, 1, null, null);

        words.Text.ShouldBe("für Elise.");
        words.ToWords().Select(w => (w.Text, w.Probability)).ShouldBe([("für", 0.75), ("Elise.", 1.0)]);
    }

    [Fact]
    public void Add_TimesRunBack_Ordered()
    {
        var words = new WordAssembler();
        words.Add(" a"u8, 1, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        words.Add(" b"u8, 1, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(1.7));
        words.ToWords()[1].Start.ShouldBe(TimeSpan.FromSeconds(2));
        words.ToWords()[1].End.ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Add_OnlySpace_NoWord()
    {
        var words = new WordAssembler();
        words.Add(Encoding.UTF8.GetBytes(" "), 1, null, null);
        words.ToWords().ShouldBeEmpty();
        words.Text.ShouldBe("");
    }
}
