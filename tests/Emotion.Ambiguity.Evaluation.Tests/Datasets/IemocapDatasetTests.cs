using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Evaluation.Datasets;

namespace Emotion.Ambiguity.Evaluation.Tests.Datasets;

public sealed class IemocapDatasetTests : IDisposable
{
    private const string Evaluation =
        "% [START_TIME - END_TIME] TURN_NAME EMOTION [V, A, D]\r\n\r\n"
        + "[12.5000 - 14.0000]\tSes01F_impro01_M000\txxx\t[2.5000, 2.5000, 2.5000]\r\n"
        + "C-E2:\tAnger; Frustration;\t()\r\nC-E3:\tNeutral state;\t(calm; (nearly))\r\nC-M1:\tOther;\t(puzzled)\r\nA-E3:\tval 3; act 2; dom  2;\t()\r\n\r\n"
        + "[6.2901 - 8.2357]\tSes01F_impro01_F000\tneu\t[2.5000, 2.5000, 2.5000]\r\n"
        + "C-E2:\tNeutral;\t()\r\nC-E3:\tExcited;\t()\r\nC-E4:\tNeutral;\t()\r\nC-F1:\tHappiness;\t()\r\n";

    private readonly Corpus _corpus = new();

    public IemocapDatasetTests()
    {
        _corpus.Write("Session1/dialog/EmoEvaluation/Ses01F_impro01.txt", Evaluation);
        _corpus.Write("Session1/dialog/EmoEvaluation/._Ses01F_impro01.txt", "left by an archive");
        _corpus.Write("Session1/dialog/transcriptions/Ses01F_impro01.txt", "Ses01F_impro01_F000 [006.2901-008.2357]: Is anybody here?\nM: [BREATHING]\nSes01F_impro01_M000 [012.5000-014.0000]: Just: me.\n");
        _corpus.Write("Session1/sentences/wav/Ses01F_impro01/Ses01F_impro01_F000.wav", "sound");
    }

    [Fact]
    public async Task ReadAsync_EveryRater_VotesInDialogueOrder()
    {
        var items = await _corpus.ReadAsync("iemocap");

        _corpus.Log.Count.ShouldBe(0);
        items.Select(i => (i.Id, i.Turn, i.Speaker, i.Dialogue, i.Split)).ShouldBe(
            [("Ses01F_impro01_F000", 0, "Ses01F", "Ses01F_impro01", "Session1"), ("Ses01F_impro01_M000", 1, "Ses01M", "Ses01F_impro01", "Session1")]);
        items[0].Share("neutral").ShouldBeShare(0.5);
        items[0].Share("excitement").ShouldBeShare(0.25);
        items[0].Votes.Select(v => v.RaterId).ShouldBe(["E2", "E3", "E4", "F1"]);
        items[0].Utterance.FilePath.ShouldNotBeNull();
        items[1].Utterance.Text.ShouldBe("Just: me.");
    }

    [Fact]
    public async Task ReadAsync_RaterNamesTwoEmotions_TheyShareTheVote()
    {
        var item = (await _corpus.ReadAsync("iemocap"))[1];

        item.Share("anger").ShouldBeShare(1.0 / 6);
        item.Share("neutral").ShouldBeShare(1.0 / 3);
        item.Share("other").ShouldBeShare(1.0 / 3);
    }

    [Fact]
    public async Task ReadAsync_VoteEach_EveryEmotionCountsOnce()
    {
        var dataset = EmotionDatasets.Open("iemocap", _corpus.Folder, new() { UnrankedLabels = UnrankedLabels.VoteEach });

        (await Corpus.ReadAsync(dataset))[1].Share("frustration").ShouldBeShare(0.25);
    }

    [Fact]
    public async Task ReadAsync_EvaluatorsOnly_SpeakersOwnVotesAreNotThere() =>
        (await _corpus.ReadAsync("iemocap-evaluators"))[0].Votes.Select(v => v.RaterId).ShouldBe(["E2", "E3", "E4"]);

    [Fact]
    public async Task WithLabels_Paper4_ExcitementIsHappinessAndTheRestIsCounted()
    {
        var items = await Corpus.ReadAsync(_corpus.Open("iemocap").WithLabels(LabelMaps.Between(CorpusTaxonomies.Iemocap10, EmotionTaxonomy.Paper4)));

        items[0].Share("happiness").ShouldBeShare(0.5);
        items[1].LeftOutWeight.ShouldBe(1.5);
        items[1].Share("neutral").ShouldBeShare(2.0 / 3);
    }

    [Fact]
    public async Task ReadAsync_UnknownLabel_FileAndLineAreNamed()
    {
        _corpus.Write("Session1/dialog/EmoEvaluation/Ses01F_impro01.txt", Evaluation.Replace("Excited", "Glee"));

        var items = await _corpus.ReadAsync("iemocap");

        items.Count.ShouldBe(2);
        var problem = _corpus.Log.Problems.ShouldHaveSingleItem();
        problem.Line.ShouldBe(11);
        problem.Reason.ShouldContain("Glee");
        (await _corpus.FaultAsync("iemocap")).Line.ShouldBe(11);
    }

    [Fact]
    public async Task ReadAsync_NoSessions_ErrorSaysWhatIsExpected()
    {
        using var empty = new Corpus();

        (await empty.FaultAsync("iemocap")).Message.ShouldContain("EmoEvaluation");
        (await empty.FaultAsync("iemocap", "nowhere")).Message.ShouldContain("no such file or folder");
    }

    public void Dispose() => _corpus.Dispose();
}
