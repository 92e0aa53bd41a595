using Emotion.Ambiguity.Evaluation.Datasets;

namespace Emotion.Ambiguity.Evaluation.Tests.Datasets;

public sealed class CremaDDatasetTests : IDisposable
{
    private const string Responses =
        "\"\",\"localid\",\"pos\",\"ans\",\"ttr\",\"queryType\",\"numTries\",\"clipNum\",\"questNum\",\"subType\",\"clipName\",\"sessionNums\",\"respEmo\",\"respLevel\",\"dispEmo\",\"dispVal\",\"dispLevel\"\n"
        + "\"1\",\"r1\",1,\"A_80\",900,1,0,1,1,4,\"9001_IEO_ANG_HI\",1,\"A\",\"80\",\"A\",\"hi\",80\n"
        + "\"2\",\"r2\",1,\"N_80\",900,1,0,2,1,4,\"9001_TIE_SAD_XX\",1,\"N\",\"80\",\"S\",\"\",50\n"
        + "\"3\",\"r2\",2,\"D_20\",900,1,0,1,2,4,\"9001_IEO_ANG_HI\",1,\"D\",\"20\",\"A\",\"hi\",80\n"
        + "\"4\",\"r3\",2,\"H_20\",900,2,0,1,2,4,\"9001_IEO_ANG_HI\",1,\"H\",\"20\",\"A\",\"hi\",80\n";

    private const string Tabulated =
        "\"\",\"A\",\"D\",\"F\",\"H\",\"N\",\"S\",\"fileName\",\"numResponses\",\"agreement\",\"emoVote\"\n"
        + "\"100001\",3,1,0,0,0,0,\"9001_IEO_ANG_HI\",4,0.75,\"A\"\n\"200001\",0,0,0,4,0,0,\"9001_IEO_ANG_HI\",4,1,\"H\"\n\"300001\",1,0,0,1,0,0,\"9001_IEO_ANG_HI\",2,0.5,\"A:H\"\n";

    private readonly Corpus _corpus = new();

    [Fact]
    public async Task ReadAsync_Responses_RatersOfTheVoiceChannel()
    {
        _corpus.Write("finishedResponses.csv", Responses);
        _corpus.Write("AudioWAV/9001_IEO_ANG_HI.wav", "sound");

        var items = await _corpus.ReadAsync("crema-d");

        _corpus.Log.Problems.ShouldBeEmpty();
        items.Select(i => i.Id).ShouldBe(["9001_IEO_ANG_HI", "9001_TIE_SAD_XX"]);
        items[0].Share("anger").ShouldBeShare(0.5);
        items[0].Votes.Select(v => v.RaterId).ShouldBe(["r1", "r2"]);
        items[0].Utterance.FilePath!.ShouldEndWith("9001_IEO_ANG_HI.wav");
        items[0].Intended!.Name.ShouldBe("anger");
        items[1].Utterance.Text.ShouldBe("That is exactly what happened.");
        items[1].Speaker.ShouldBe("9001");
    }

    [Theory]
    [InlineData("crema-d", 0.75, 0)]
    [InlineData("crema-d-face", 0, 1)]
    [InlineData("crema-d-audiovisual", 0.5, 0.5)]
    public async Task ReadAsync_Tabulated_EachChannelHasItsRow(string name, double anger, double happiness)
    {
        _corpus.Write("processedResults/tabulatedVotes.csv", Tabulated);

        var item = (await _corpus.ReadAsync(name)).ShouldHaveSingleItem();

        item.Share("anger").ShouldBeShare(anger);
        item.Share("happiness").ShouldBeShare(happiness);
    }

    [Fact]
    public async Task ReadAsync_BadRows_AreReportedWithTheirLines()
    {
        _corpus.Write("finishedResponses.csv", Responses
            + "\"5\",\"r1\",1,\"A_80\",900,1,0,1,1,4,\"9001_IEO_ANG_HI\",1,\"A\",\"80\",\"A\",\"hi\",80\n" // votes twice
            + "\"6\",\"r9\",1,\"Q_80\",900,1,0,1,1,4,\"9001_IEO_ANG_HI\",1,\"Q\",\"80\",\"A\",\"hi\",80\n" // no such emotion
            + "\"7\",\"r9\",1,\"A_80\",900,7,0,1,1,4,\"9001_IEO_ANG_HI\",1,\"A\",\"80\",\"A\",\"hi\",80\n" // no such channel
            + "\"8\",\"r9\",1,\"A_80\",900,1,0,1,1,4,\"clip\",1,\"A\",\"80\",\"A\",\"hi\",80\n"); // no such clip

        (await _corpus.ReadAsync("crema-d")).Count.ShouldBe(2);

        _corpus.Log.Problems.Select(p => p.Line).ShouldBe([6, 7, 8, 9]);
        _corpus.Log.Count.ShouldBe(4);
    }

    [Fact]
    public async Task ReadAsync_SoundWanted_MissingFileIsABadRow()
    {
        _corpus.Write("tabulatedVotes.csv", Tabulated);

        var fault = await Should.ThrowAsync<DatasetFormatException>(
            () => Corpus.ReadAsync(EmotionDatasets.Open("crema-d", _corpus.Folder, new() { Content = UtteranceContent.Sound })));

        fault.Line.ShouldBe(2);
        fault.Reason.ShouldContain("9001_IEO_ANG_HI.wav");
    }

    [Fact]
    public async Task ReadAsync_SoundAndText_WordsAndSpeakerComeWithTheSound()
    {
        _corpus.Write("tabulatedVotes.csv", Tabulated);
        _corpus.Write("AudioWAV/9001_IEO_ANG_HI.wav", "");

        var items = await Corpus.ReadAsync(EmotionDatasets.Open("crema-d", _corpus.Folder, new() { Content = UtteranceContent.SoundAndText, Problems = _corpus.Log }));

        items[0].Utterance.Text.ShouldBe("It's eleven o'clock.");
        items[0].Utterance.FilePath.ShouldNotBeNull().ShouldEndWith("9001_IEO_ANG_HI.wav");
        items[0].Utterance.Speaker.ShouldBe("9001");
        _corpus.Log.Problems.ShouldAllBe(p => p.Reason.Contains(".wav"));
    }

    public void Dispose() => _corpus.Dispose();
}
