using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Distributions.Annotations;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Evaluation.Tests.Datasets;

public sealed class LabelMapTests
{
    [Fact]
    public void Find_UnmappedLabel_ErrorNamesMapAndLabel()
    {
        var map = LabelMap.To("mine", EmotionTaxonomy.Paper4).With("rage", "anger").LeavingOut("awe");

        map.Find(" RAGE ").ShouldHaveSingleItem().Name.ShouldBe("anger");
        map.Find("awe").ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => map.Find("glee")).Message.ShouldContain("\"mine\" says nothing about the label \"glee\"");
    }

    [Fact]
    public void With_SameLabelTwiceOrUnknownTarget_Throws()
    {
        var map = LabelMap.To("mine", EmotionTaxonomy.Paper4).With("rage", "anger");

        Should.Throw<ArgumentException>(() => map.With("Rage", "sadness")).Message.ShouldContain("twice");
        Should.Throw<ArgumentException>(() => map.With("awe", "awe")).Message.ShouldContain("no label of");
        Should.Throw<ArgumentException>(() => map.With("awe")).Message.ShouldContain("LeavingOut");
    }

    [Fact]
    public void MapLabels_SeveralTargets_ShareTheVote()
    {
        var source = EmotionTaxonomy.FromNames("s", "bittersweet", "rage");
        var map = LabelMap.To("mine", EmotionTaxonomy.Paper4).With("bittersweet", "happiness", "sadness").With("rage", "anger");
        var item = new AnnotatedUtterance(Utterance.FromText("a", "1"), source, new("bittersweet") { RaterId = "r" }, new("rage")) { Intended = source[0] };

        var mapped = item.MapLabels(map);

        mapped.Share("sadness").ShouldBeShare(0.25);
        mapped.Share("anger").ShouldBeShare(0.5);
        mapped.Votes[0].RaterId.ShouldBe("r");
        mapped.Intended.ShouldBeNull();
    }

    [Fact]
    public void BuiltIn_EveryMap_SaysSomethingAboutEveryLabelOfItsSource()
    {
        EmotionTaxonomy[] sources = [.. EmotionTaxonomy.BuiltIn, CorpusTaxonomies.Iemocap10, CorpusTaxonomies.MspPodcast17, CorpusTaxonomies.Ravdess8, CorpusTaxonomies.Nemo6];

        LabelMaps.BuiltIn.Length.ShouldBeGreaterThan(20);
        foreach (var map in LabelMaps.BuiltIn)
        {
            var source = sources.First(s => map.Name.StartsWith(s.Name + " to ", StringComparison.Ordinal));
            foreach (var label in source.Labels) map.TryFind(label.Name, out _).ShouldBeTrue($"{map.Name}: {label}");
            map.SourceLabels.Length.ShouldBe(source.Count, map.Name);
        }
    }

    [Fact]
    public void Between_NoMap_ErrorNamesTheLabelsWithoutTarget() =>
        Should.Throw<ArgumentException>(() => LabelMaps.Between(EmotionTaxonomy.EmoDb7, EmotionTaxonomy.Plutchik8)).Message.ShouldContain("\"boredom\", \"neutral\"");

    [Fact]
    public void Between_SameTaxonomy_IsTheIdentity() =>
        LabelMaps.Between(EmotionTaxonomy.Paper4, EmotionTaxonomy.Paper4).Find("anger").ShouldHaveSingleItem().Name.ShouldBe("anger");

    [Fact]
    public void Constructor_VoteOutsideTheTaxonomy_ErrorNamesTheItem() =>
        Should.Throw<ArgumentException>(() => new AnnotatedUtterance(Utterance.FromText("a", "item-1"), EmotionTaxonomy.Paper4, new RaterVote("awe"))).Message.ShouldContain("item-1");
}
