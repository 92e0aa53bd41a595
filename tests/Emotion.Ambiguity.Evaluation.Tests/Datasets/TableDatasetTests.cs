using System.Collections.Immutable;
using System.Text;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Evaluation.Tests.Datasets;

public sealed class TableDatasetTests : IDisposable
{
    private static readonly TableColumns Wide = new()
    {
        Id = "id",
        Text = "text",
        Labels = new Dictionary<string, string> { ["ang"] = "anger", ["hap"] = "happiness", ["sad"] = "sadness", ["neu"] = "neutral" }.ToImmutableDictionary(),
    };

    private readonly Corpus _corpus = new();

    [Fact]
    public async Task ReadAsync_ColumnALabel_WholeNumbersAreVotes()
    {
        var items = await ReadAsync("t.csv", "\uFEFFid,text,ang,hap,sad,neu,note\r\n1,\"He said \"\"no\"\",\r\nthen left\",1,0,0,3,x\r\n\r\n2,Soft,0.5,0,0,0.25,y\r\n");

        items[0].Utterance.Text.ShouldBe("He said \"no\",\r\nthen left");
        (items[0].Votes.Length, items[0].Source, items[1].Source).ShouldBe((4, VoteSource.Raters, VoteSource.SoftVotes));
        items[0].Share("neutral").ShouldBeShare(0.75);
        items[1].Share("anger").ShouldBeShare(2.0 / 3);
    }

    [Fact]
    public async Task ReadAsync_BadRows_ReportedCountedAndTheRestIsRead()
    {
        var items = await ReadAsync("t.csv",
            "id,text,ang,hap,sad,neu\n1,\"two\nlines\",1,0,0,0\n2,short,1\n3,minus,-1,0,0,0\n4,blank,,0,0,0\n5,none,0,0,0,0\n,no id,1,0,0,0\n1,twice,1,0,0,0\n6,a \"quote\" here,1,0,0,0\n7,good,0,1,0,0\n");

        items.Select(i => i.Id).ShouldBe(["1", "7"]);
        _corpus.Log.Problems.Select(p => p.Line).ShouldBe([4, 5, 6, 7, 8, 9, 10]);
        _corpus.Log.Problems[5].Reason.ShouldContain("stands twice");
    }

    [Fact]
    public async Task ReadAsync_Strict_FirstBadRowThrows()
    {
        var dataset = EmotionDatasets.FromTable("t", _corpus.Write("t.csv", "id,text,ang,hap,sad,neu\n1,a,1,0,0,0\n2,b,x,0,0,0\n"), Wide, EmotionTaxonomy.Paper4, new());

        var fault = await Should.ThrowAsync<DatasetFormatException>(() => Corpus.ReadAsync(dataset));

        (fault.Line, Path.GetFileName(fault.File)).ShouldBe((3, "t.csv"));
        fault.Reason.ShouldContain("\"ang\"");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("id,text,ang,hap,sad\n", "\"neu\"")]
    [InlineData("id,text,ang,hap,sad,neu,ID\n", "twice")]
    public async Task ReadAsync_BadHeader_ErrorEvenWithALog(string content, string reason) =>
        (await Should.ThrowAsync<DatasetFormatException>(() => ReadAsync("t.csv", content))).Message.ShouldContain(reason);

    [Fact]
    public async Task ReadAsync_QuoteNeverClosed_IsNotSwallowed()
    {
        var items = await ReadAsync("t.csv", "id,text,ang,hap,sad,neu\n1,a,1,0,0,0\n2,\"open,1,0,0,0\n3,c,1,0,0,0\n");

        items.ShouldHaveSingleItem();
        _corpus.Log.Problems.ShouldHaveSingleItem().Line.ShouldBe(3);
    }

    [Fact]
    public async Task ReadAsync_RowAVote_GathersRatersOfAnItem()
    {
        var columns = new TableColumns { Id = "clip", Text = "words", Vote = "heard", SecondaryVote = "also", Rater = "who", Weight = "w", Speaker = "spk", Dialogue = "d", Turn = "t", Split = "part" };
        var file = _corpus.Write("v.tsv", "clip\twords\theard\talso\twho\tw\tspk\td\tt\tpart\nc1\tHi\tanger\tsad\tr1\t1\tS\tD\t3\ttest\nc2\tHo\tneutral\t\tr1\t1\tS\tD\t4\ttest\nc1\tHi\tneutral\t\tr2\t3\tS\tD\t3\ttest\nc2\tHo\tglee\t\tr2\t1\tS\tD\t4\ttest\n");

        var items = await Corpus.ReadAsync(EmotionDatasets.FromTable("v", file, columns, EmotionTaxonomy.Paper4, new() { Problems = _corpus.Log }));

        items.Select(i => (i.Id, i.Speaker, i.Dialogue, i.Turn, i.Split)).ShouldBe([("c1", "S", "D", 3, "test"), ("c2", "S", "D", 4, "test")]);
        items[0].Share("neutral").ShouldBeShare(0.75);
        items[0].Votes[0].SecondaryLabels.ShouldBe(["sad"]);
        _corpus.Log.Problems.ShouldHaveSingleItem().Reason.ShouldContain("glee");
    }

    [Fact]
    public async Task ReadAsync_JsonLines_InnerObjectsAreColumns()
    {
        var columns = new TableColumns { Id = "id", Text = "text", Labels = Wide.Labels.ToImmutableDictionary(p => "votes." + p.Key, p => p.Value) };
        var file = _corpus.Write("t.jsonl", "{\"id\": 1, \"text\": \"a\", \"votes\": {\"ang\": 1, \"neu\": 1}}\r\n\r\n[1]\r\n{\"id\": \"2\"\r\n{\"id\": 2, \"text\": \"b\", \"votes\": {\"hap\": 2}}");

        var items = await Corpus.ReadAsync(EmotionDatasets.FromTable("t", file, columns, EmotionTaxonomy.Paper4, new() { Problems = _corpus.Log }));

        items.Select(i => i.Id).ShouldBe(["1", "2"]);
        items[0].Share("anger").ShouldBeShare(0.5);
        _corpus.Log.Problems.Select(p => p.Line).ShouldBe([3, 4]);
    }

    [Fact]
    public async Task ReadAsync_Cancelled_StopsWithTheRowsSoFar()
    {
        using var stop = new CancellationTokenSource();
        var file = _corpus.Write("t.csv", "id,text,ang,hap,sad,neu\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i},a,1,0,0,0\n")));
        var count = 0;

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var item in EmotionDatasets.FromTable("t", file, Wide, EmotionTaxonomy.Paper4, new()).ReadAsync(stop.Token))
                if (++count == 10) await stop.CancelAsync();
        });

        count.ShouldBe(10);
    }

    [Fact]
    public async Task ReadAsync_TwoReadingsAtOnce_AreTheSame()
    {
        var file = _corpus.Write("t.csv", "id,text,ang,hap,sad,neu\n1,a,1,0,0,0\n2,b,0,1,0,0\n");
        var dataset = EmotionDatasets.FromTable("t", file, Wide, EmotionTaxonomy.Paper4, new());

        var readings = await Task.WhenAll(Corpus.ReadAsync(dataset), Corpus.ReadAsync(dataset));

        readings[0].Select(i => i.Id).ShouldBe(readings[1].Select(i => i.Id));
    }

    [Fact]
    public void FromTable_IncompleteMap_AllFaultsAreNamed()
    {
        var fault = Should.Throw<ArgumentException>(() => EmotionDatasets.FromTable("t", "t.csv", new TableColumns { Rater = "who" }, EmotionTaxonomy.Paper4, new()));

        fault.Message.ShouldContain("Id must");
        fault.Message.ShouldContain("Labels and Vote");
        fault.Message.ShouldContain("go with Vote only");
    }

    [Fact]
    public async Task Votes_ProjectSamples_AreReadWithTheirSound()
    {
        var dataset = EmotionDatasets.Open($"votes={RepositoryFiles.Get("samples", "audio")}");

        var items = await Corpus.ReadAsync(dataset);

        dataset.Taxonomy.ShouldBe(EmotionTaxonomy.CremaD6);
        items.Count.ShouldBe(4);
        items[0].Share("anger").ShouldBeShare(5.0 / 8);
        items.ShouldAllBe(i => i.Utterance.FilePath != null && i.Intended != null);
    }

    [Fact]
    public void Votes_TwoColumnsThatOneLabelHasAsForms_KeepTheirOwnTaxonomy()
    {
        var file = _corpus.Write("votes.csv", "clip,joy,happiness,sadness,neutral\n");

        EmotionDatasets.Open($"votes={file}").Taxonomy.Labels.Select(l => l.Name).ShouldBe(["joy", "happiness", "sadness", "neutral"]);
    }

    private async Task<List<AnnotatedUtterance>> ReadAsync(string name, string content) =>
        await Corpus.ReadAsync(EmotionDatasets.FromTable("t", _corpus.Write(name, content), Wide, EmotionTaxonomy.Paper4, new() { Problems = _corpus.Log }));

    public void Dispose() => _corpus.Dispose();
}
