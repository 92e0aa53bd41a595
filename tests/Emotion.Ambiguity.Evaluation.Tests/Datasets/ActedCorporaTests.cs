using System.Text;
using Emotion.Ambiguity.Evaluation.Datasets;

namespace Emotion.Ambiguity.Evaluation.Tests.Datasets;

public sealed class ActedCorporaTests : IDisposable
{
    private readonly Corpus _corpus = new();

    [Fact]
    public async Task EmoDb_NoListenerFile_IntendedOnly()
    {
        _corpus.Write("wav/03a01Fa.wav", "sound");

        var item = (await _corpus.ReadAsync("emo-db")).ShouldHaveSingleItem();

        (item.Intended!.Name, item.Source, item.HasVotes, item.Speaker).ShouldBe(("happiness", VoteSource.None, false, "03"));
        item.Transcript.ShouldBe("Der Lappen liegt auf dem Eisschrank.");
    }

    [Fact]
    public async Task EmoDb_OwnListenerFile_SoftVotesOfTwentyListeners()
    {
        _corpus.Write("wav/03a01Fa.wav", "sound");
        _corpus.Write("wav/03a02Wb.wav", "sound");
        _corpus.Write("erkennung.txt", Encoding.Latin1.GetBytes("Satz erkannt nat\u00FCrlich\r\n03a01Fa.wav 94,00\u00A0 75,5\r\n"));

        var item = (await _corpus.ReadAsync("emo-db")).ShouldHaveSingleItem();

        item.Source.ShouldBe(VoteSource.SoftVotes);
        item.Share("happiness").ShouldBeShare(0.94);
        item.Share("boredom").ShouldBeShare(0.01);
        item.Votes.Sum(v => v.Weight).ShouldBe(20, 1e-9);
        _corpus.Log.Problems.ShouldHaveSingleItem().Reason.ShouldContain("03a02Wb");
    }

    [Fact]
    public async Task EmoDb_ClipsCsv_BadShareAndNameAreReported()
    {
        _corpus.Write("03a01Fa.wav", "sound");
        _corpus.Write("03a02Xb.wav", "sound");
        _corpus.Write("clips.csv", "file,speaker,sentence,intended,recognised_percent,natural_percent\n03a01Fa.wav,03,a01,happiness,100.0,75.0\n03a02Xb.wav,03,a02,anger,120,1\n");

        (await _corpus.ReadAsync("emo-db")).ShouldHaveSingleItem().Share("happiness").ShouldBeShare(1);

        _corpus.Log.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Ravdess_Names_IntendedEmotionAndNoVotes()
    {
        _corpus.Write("Actor_12/03-01-06-01-02-01-12.wav", "sound");
        _corpus.Write("Actor_12/03-02-02-01-01-01-12.wav", "sound");
        _corpus.Write("Actor_12/03-01-09-01-01-01-12.wav", "sound");

        var items = await _corpus.ReadAsync("ravdess");

        items.Select(i => (i.Intended!.Name, i.Split, i.Speaker, i.Source)).ShouldBe([("fear", "speech", "12", VoteSource.None), ("calm", "song", "12", VoteSource.None)]);
        _corpus.Log.Problems.ShouldHaveSingleItem().File.ShouldContain("03-01-09");
    }

    [Fact]
    public async Task Nemo_Table_IntendedEmotionAndNoVotes()
    {
        _corpus.Write("data.tsv", "file_id\temotion\traw_text\tnormalized_text\tspeaker_id\tgender\tage\nMA1_surprised_1.wav\tsurprised\tCzy pada?\tczy pada\tMA1\tmale\t30\nMA1_joyous_2.wav\tglad\tTak.\ttak\tMA1\tmale\t30\n");

        var item = (await _corpus.ReadAsync("nemo")).ShouldHaveSingleItem();

        (item.Id, item.Intended!.Name, item.Speaker, item.Utterance.Text).ShouldBe(("MA1_surprised_1", "surprise", "MA1", "Czy pada?"));
        var problem = _corpus.Log.Problems.ShouldHaveSingleItem();
        (problem.Line, problem.Reason.Contains("\"glad\"", StringComparison.Ordinal)).ShouldBe((3, true));
    }

    public void Dispose() => _corpus.Dispose();
}
