using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Evaluation.Datasets;

namespace Emotion.Ambiguity.Evaluation.Tests.Datasets;

public sealed class TextCorporaTests : IDisposable
{
    private readonly Corpus _corpus = new();

    [Fact]
    public async Task Meld_Csv_ConsensusWithDialogueAndTurn()
    {
        _corpus.Write("dev_sent_emo.csv", "\uFEFFSr No.,Utterance,Speaker,Emotion,Sentiment,Dialogue_ID,Utterance_ID,Season,Episode,StartTime,EndTime\r\n"
            + "1,\"Well,\r\nwho knows?\",Ann,joy,positive,4,1,1,2,\"00:00:01,000\",\"00:00:02,000\"\r\n2,No.,Bob,cross,negative,4,2,1,2,\"00:00:03,000\",\"00:00:04,000\"\r\n3,Yes.,Bob,neutral,neutral,4,x,1,2,,\r\n");

        var item = (await _corpus.ReadAsync("meld")).ShouldHaveSingleItem();

        (item.Id, item.Dialogue, item.Turn, item.Speaker, item.Split, item.Source).ShouldBe(("dev-dia4_utt1", "dev-dia4", 1, "Ann", "dev", VoteSource.Consensus));
        item.Utterance.Text.ShouldBe("Well,\r\nwho knows?");
        item.Share("happiness").ShouldBeShare(1);
        _corpus.Log.Problems.Select(p => p.Line).ShouldBe([4, 5]);
    }

    [Fact]
    public async Task EmotionLines_Annotation_CountsInTheCorpusOrder()
    {
        _corpus.Write("friends_dev.json", """
            [[{"speaker": "Ann", "utterance": "What?", "emotion": "surprise", "annotation": "1101020"},
              {"speaker": "Bob", "utterance": "So.", "emotion": "neutral", "annotation": "50000"}],
             {"speaker": "Bob"},
             [{"speaker": "Bob", "utterance": "Hm.", "emotion": "disgust", "annotation": "0000005"}]]
            """);

        var items = await _corpus.ReadAsync("emotionlines");

        items.Select(i => (i.Id, i.Turn, i.Split)).ShouldBe([("friends_dev-0-0", 0, "dev"), ("friends_dev-2-0", 0, "dev")]);
        EmotionTaxonomy.Ekman7.Labels.Select(l => items[0].Share(l.Name)).ShouldBe([0, 0, 0.2, 0.2, 0, 0.4, 0.2], 1e-12);
        items[1].Share("disgust").ShouldBeShare(1);
        _corpus.Log.Problems.Select(p => p.Line).ShouldBe([1, 3]);
    }

    [Fact]
    public async Task GoEmotions_Tsv_QuotesAreTextAndLabelsAreNumbers()
    {
        _corpus.Write("labels.txt", string.Join('\n', EmotionTaxonomy.GoEmotions28.Labels.Select(l => l.Name)));
        _corpus.Write("test.tsv", "\"Fine\" he said\t27\ta1\nWow\" it rained\t0,26\ta2\nAgain\t99\ta3\nShort\t1\n");

        var items = await _corpus.ReadAsync("goemotions");

        items.Select(i => (i.Id, i.Utterance.Text, i.Split)).ShouldBe([("a1", "\"Fine\" he said", "test"), ("a2", "Wow\" it rained", "test")]);
        items[1].Share("admiration").ShouldBeShare(0.5);
        items[1].Source.ShouldBe(VoteSource.Consensus);
        _corpus.Log.Problems.Select(p => p.Line).ShouldBe([3, 4]);
    }

    [Fact]
    public async Task GoEmotionsRaw_RatersFarApart_AreOneItem()
    {
        var labels = EmotionTaxonomy.GoEmotions28.Labels.Select(l => l.Name).ToArray();
        string Row(string id, string rater, string unclear, params string[] chosen) =>
            $"\"text, {id}\",{id},author,sub,link,parent,1.5E9,{rater},{unclear},{string.Join(',', labels.Select(l => chosen.Contains(l) ? 1 : 0))}\n";
        var header = $"text,id,author,subreddit,link_id,parent_id,created_utc,rater_id,example_very_unclear,{string.Join(',', labels)}\n";
        _corpus.Write("goemotions_1.csv", header + Row("b1", "1", "False", "joy", "love") + Row("b2", "1", "True"));
        _corpus.Write("goemotions_2.csv", header + Row("b1", "2", "False", "joy") + Row("b1", "3", "True") + Row("b3", "3", "False"));

        var items = await _corpus.ReadAsync("goemotions-raw");

        items.Select(i => (i.Id, i.HasVotes, i.LeftOutWeight)).ShouldBe([("b1", true, 1), ("b2", false, 1)]);
        items[0].Share("joy").ShouldBeShare(0.75);
        _corpus.Log.Problems.ShouldHaveSingleItem().Line.ShouldBe(4);
    }

    [Fact]
    public async Task AffectiveText_Official_IntensitiesAreShares()
    {
        _corpus.Write("AffectiveText.test/affectivetext_test.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<corpus task=\"affective text\">\n<instance id=\"1\">Cats & dogs &amp; rain</instance>\n<instance id=\"2\">Nothing happens</instance>\n<instance id=\"3\">Lost</instance>\n<instance id=\"4\">broken\n</corpus>\n");
        _corpus.Write("AffectiveText.test/affectivetext_test.emotions.gold", "1 0 0 20 60 0 20\n2 0 0 0 0 0 0\n4 1 2\n");

        var items = await _corpus.ReadAsync("affective-text");

        items.Select(i => (i.Id, i.Utterance.Text, i.Source)).ShouldBe([("1", "Cats & dogs & rain", VoteSource.SoftVotes), ("2", "Nothing happens", VoteSource.SoftVotes)]);
        items[0].Share("happiness").ShouldBeShare(0.6);
        items[1].Share("neutral").ShouldBeShare(1);
        _corpus.Log.Problems.Select(p => (Path.GetExtension(p.File), p.Line)).ShouldBe([(".gold", 3L), (".xml", 5L), (".xml", 6L)]);
    }

    [Fact]
    public async Task AffectiveText_Annotators_EachWeighsTheSame()
    {
        _corpus.Write("ratings.csv", "id,text,annotator,anger,disgust,fear,joy,sadness,surprise\n7,Sun,F1,0,0,0,90,0,10\n7,Sun,F2,0,0,0,0,0,0\n8,Rain,F1,0,0,0,-1,0,0\n");

        var item = (await _corpus.ReadAsync("affective-text", "ratings.csv")).ShouldHaveSingleItem();

        item.Share("happiness").ShouldBeShare(0.45);
        item.Share("neutral").ShouldBeShare(0.5);
        item.Votes.Select(v => v.RaterId).Distinct().ShouldBe(["F1", "F2"]);
        _corpus.Log.Problems.ShouldHaveSingleItem().Line.ShouldBe(4);
    }

    [Fact]
    public async Task Brighter_Csv_LabelsComeFromTheHeader()
    {
        _corpus.Write("eng_dev.csv", "id,text,anger,fear,joy,sadness,surprise\nx1,\"Two\nlines\",0,3,0,1,0\nx2,Calm,0,0,0,0,0\nx3,Bad,4,0,0,0,0\nx1,Again,0,1,0,0,0\n");

        var dataset = _corpus.Open("brighter");
        var items = await Corpus.ReadAsync(dataset);

        dataset.Taxonomy.Labels.Select(l => l.Name).ShouldBe(["anger", "fear", "happiness", "sadness", "surprise", "neutral"]);
        items[0].Share("fear").ShouldBeShare(0.75);
        items[1].Share("neutral").ShouldBeShare(1);
        _corpus.Log.Problems.Select(p => p.Line).ShouldBe([5, 6]);
        LabelMaps.Between(dataset.Taxonomy, EmotionTaxonomy.Ekman7).SourceLabels.Length.ShouldBe(6);
    }

    public void Dispose() => _corpus.Dispose();
}
