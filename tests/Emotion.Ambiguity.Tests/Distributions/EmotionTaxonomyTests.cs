using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Internal;

namespace Emotion.Ambiguity.Tests.Distributions;

public sealed class EmotionTaxonomyTests
{
    public static TheoryData<string, int> BuiltIn => new()
    {
        { "Paper4", 4 }, { "CremaD6", 6 }, { "Ekman6", 6 }, { "Ekman7", 7 }, { "EmoDb7", 7 }, { "Plutchik8", 8 }, { "GoEmotions28", 28 }, { "EmoNet40", 40 },
    };

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void BuiltIn_Named_HasItsLabelsAndFindsEachForm(string name, int count)
    {
        var taxonomy = EmotionTaxonomy.BuiltIn.Single(t => string.Equals(t.Name, name, StringComparison.Ordinal));

        taxonomy.Count.ShouldBe(count);
        for (var i = 0; i < count; i++)
        {
            foreach (var form in taxonomy[i].SurfaceForms) taxonomy.IndexOf($" {form.ToUpperInvariant()} ").ShouldBe(i);
        }
    }

    [Fact]
    public void IndexOf_CaseAccentsAndWidth_AreIgnored()
    {
        var taxonomy = EmotionTaxonomy.FromNames("accents", "colère", "joie", "тоска");

        taxonomy.IndexOf("COLERE").ShouldBe(0);
        taxonomy.IndexOf("cole\u0300re").ShouldBe(0);
        taxonomy.IndexOf("ＪＯＩＥ").ShouldBe(1);
        taxonomy.IndexOf("Тоска").ShouldBe(2);
        taxonomy.IndexOf("joi").ShouldBe(-1);
    }

    [Fact]
    public void Create_OneLabel_IsRefused() =>
        Should.Throw<ArgumentException>(() => EmotionTaxonomy.FromNames("lonely", "anger")).Message.ShouldContain("at least 2");

    [Theory]
    [InlineData("anger", "Anger")]
    [InlineData("colère", "colere")]
    public void Create_TwoLabelsOfOneWord_IsRefused(string first, string second) =>
        Should.Throw<ArgumentException>(() => EmotionTaxonomy.FromNames("double", first, second)).Message.ShouldContain(second);

    [Fact]
    public void Create_FormOfAnotherLabel_IsRefused() =>
        Should.Throw<ArgumentException>(() => EmotionTaxonomy.Create("double", new("anger", "rage"), new EmotionLabel("fury", "rage"))).Message.ShouldContain("rage");

    [Fact]
    public void Create_OneLabelWithAndWithoutAccents_IsFine() =>
        EmotionTaxonomy.Create("fr", new("colère", "colere"), new EmotionLabel("joie")).IndexOf("colere").ShouldBe(0);

    [Fact]
    public void Create_NullLabel_NamesThePosition() =>
        Should.Throw<ArgumentException>(() => EmotionTaxonomy.Create("null", new EmotionLabel("anger"), null!)).Message.ShouldContain("position 1");

    [Fact]
    public void Equals_SameLabels_IsEqualWhateverTheName()
    {
        var one = EmotionTaxonomy.FromNames("one", "a", "b");

        one.ShouldBe(EmotionTaxonomy.FromNames("two", "a", "b"));
        one.GetHashCode().ShouldBe(EmotionTaxonomy.FromNames("two", "a", "b").GetHashCode());
        one.ShouldNotBe(EmotionTaxonomy.FromNames("one", "b", "a"));
        one.Equals((object?)null).ShouldBeFalse();
        one.ToString().ShouldBe("one (a, b)");
    }

    [Fact]
    public void EmotionLabel_Forms_StartWithTheNameAndHaveNoRepeats()
    {
        var label = new EmotionLabel(" anger ", "Anger", "angry", "angry ");

        label.Name.ShouldBe("anger");
        label.SurfaceForms.ShouldBe(["anger", "angry"]);
        label.ShouldBe(new EmotionLabel("anger", "angry"));
        label.GetHashCode().ShouldBe(new EmotionLabel("anger").GetHashCode());
        label.Equals(new EmotionLabel("anger")).ShouldBeFalse();
        label.Equals((object?)null).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => new EmotionLabel(" "));
        Should.Throw<ArgumentException>(() => new EmotionLabel("anger", ""));
    }

    [Theory]
    [InlineData("Ärger", "arger")]
    [InlineData("FIANCÉ", "fiance")]
    [InlineData("Ångström", "angstrom")]
    [InlineData("ệ", "e")]
    [InlineData("Ёлка", "елка")]
    [InlineData("ὀργή", "οργη")]
    [InlineData("ａｎｇｅｒ", "anger")]
    [InlineData("е\u0301", "е")]
    [InlineData("\ud800x", "\ud800x")]
    [InlineData("", "")]
    public void Fold_Letters_LoseCaseAccentsAndWidth(string text, string folded) => WordFolding.Fold(text).ShouldBe(folded);

    [Fact]
    public void Fold_LongText_IsFoldedWhole() => WordFolding.Fold(new string('É', 1_000)).ShouldBe(new string('e', 1_000));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ScoreNormalization_ParameterOutOfRange_Throws(double parameter)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => ScoreNormalization.Softmax(parameter));
        Should.Throw<ArgumentOutOfRangeException>(() => ScoreNormalization.ShiftedProportional(parameter));
    }

    [Fact]
    public void ScoreNormalization_SameFormula_IsEqual()
    {
        ScoreNormalization.Softmax(2).ShouldBe(ScoreNormalization.Softmax(2));
        ScoreNormalization.Softmax(2).ShouldNotBe(ScoreNormalization.ShiftedProportional(2));
        ScoreNormalization.Proportional.ToString().ShouldBe("Proportional");
    }
}
