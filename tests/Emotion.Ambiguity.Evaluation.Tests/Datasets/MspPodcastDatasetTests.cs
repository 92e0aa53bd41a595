using System.Text;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Distributions.Annotations;
using Emotion.Ambiguity.Evaluation.Datasets;

namespace Emotion.Ambiguity.Evaluation.Tests.Datasets;

public sealed class MspPodcastDatasetTests : IDisposable
{
    private readonly Corpus _corpus = new();

    public MspPodcastDatasetTests()
    {
        _corpus.Write("Labels/labels_consensus.json", """
            { "MSP-PODCAST_9001_0001.wav": { "EmoClass": "A", "EmoAct": 4.5, "SpkrID": 12, "Gender": "Female", "Split_Set": "Train" },
              "MSP-PODCAST_9001_0002.wav": { "EmoClass": "X", "EmoAct": 4.5, "SpkrID": "Unknown", "Gender": "Male", "Split_Set": "Test1" } }
            """);
        _corpus.Write("Labels/labels_detailed.json", """
            {
              "MSP-PODCAST_9001_0001.wav": {
                "WORKER1": { "EmoClass_Major": "Angry", "EmoClass_Second": "Angry,Annoyed", "EmoAct": 5 },
                "WORKER2": { "EmoClass_Major": "Other-tired, bored", "EmoClass_Second": "Sad,Other-tired, bored", "EmoAct": 2 }
              },
              "MSP-PODCAST_9001_0002.wav": {
                "WORKER1": { "EmoClass_Major": "Contempt", "EmoClass_Second": "", "EmoAct": 5 },
                "WORKER3": { "EmoClass_Second": "Happy" }
              },
              "MSP-PODCAST_9001_0003.wav": { "WORKER1": { "EmoClass_Major": "Sad" } }
            }
            """);
        _corpus.Write("Transcripts/MSP-PODCAST_9001_0001.txt", "Not again.\n");
        _corpus.Write("Audios/MSP-PODCAST_9001_0002.wav", "sound");
    }

    [Fact]
    public async Task ReadAsync_Workers_PrimaryAndSecondaryVotes()
    {
        var items = await _corpus.ReadAsync("msp-podcast");

        items.Select(i => (i.Id, i.Speaker, i.Split)).ShouldBe([("MSP-PODCAST_9001_0001", "12", "Train"), ("MSP-PODCAST_9001_0002", null, "Test1")]);
        items[0].Share("anger").ShouldBeShare(0.5);
        items[0].Share("other").ShouldBeShare(0.5);
        items[0].ToDistribution(VoteAggregation.AllInclusive)["annoyance"].ShouldBeShare(0.25);
        items[0].Utterance.Text.ShouldBe("Not again.");
    }

    [Fact]
    public async Task ReadAsync_BadWorkerAndUnknownClip_AreReported()
    {
        await _corpus.ReadAsync("msp-podcast");

        _corpus.Log.Problems.Select(p => p.Line).ShouldBe([6, 10]);
        _corpus.Log.Problems[0].Reason.ShouldContain("WORKER3");
    }

    [Fact]
    public async Task ReadAsync_EntryThatNamesAPath_ReportedAndNothingOutsideIsRead()
    {
        _corpus.Write("secret.txt", "not part of the corpus");
        _corpus.Write("Labels/labels_consensus.json", """{ "../secret.wav": { "SpkrID": 1, "Split_Set": "Train" } }""");
        _corpus.Write("Labels/labels_detailed.json", """{ "../secret.wav": { "W1": { "EmoClass_Major": "Sad" } } }""");
        (await _corpus.ReadAsync("msp-podcast")).ShouldBeEmpty();
        _corpus.Log.Problems.Single().Reason.ShouldContain("no file's name");
    }

    [Fact]
    public async Task WithLabels_PrimaryLeftOut_ItemStaysWithoutVotes()
    {
        var items = await Corpus.ReadAsync(_corpus.Open("msp-podcast").WithLabels(LabelMaps.Between(CorpusTaxonomies.MspPodcast17, EmotionTaxonomy.Ekman7)));

        items[1].HasVotes.ShouldBeFalse();
        items[1].LeftOutWeight.ShouldBe(1);
        Should.Throw<InvalidOperationException>(() => items[1].ToDistribution(VoteAggregation.PlainVotes)).Message.ShouldContain("MSP-PODCAST_9001_0002");
    }

    [Fact]
    public async Task ReadAsync_FileCutShort_ErrorNamesTheLine()
    {
        _corpus.Write("Labels/labels_detailed.json", "{\n \"MSP-PODCAST_9001_0001.wav\": { \"WORKER1\": {\n");

        (await _corpus.FaultAsync("msp-podcast")).Line.ShouldBe(3);
    }

    [Fact]
    public async Task ReadAsync_ManyClips_AllComeAcrossBufferEnds()
    {
        var (consensus, detailed) = (new StringBuilder("{"), new StringBuilder("{"));
        for (var i = 0; i < 5000; i++)
        {
            consensus.Append(i > 0 ? "," : "").Append($"\n\"{i}.wav\":{{\"SpkrID\":{i % 7},\"Split_Set\":\"Train\"}}");
            detailed.Append(i > 0 ? "," : "").Append($"\n\"{i}.wav\":{{\"W{i}\":{{\"EmoClass_Major\":\"Sad\",\"EmoClass_Second\":\"{new string(' ', i % 97)}\"}}}}");
        }

        _corpus.Write("Labels/labels_consensus.json", consensus.Append("\n}").ToString());
        _corpus.Write("Labels/labels_detailed.json", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(detailed.Append("\n}").ToString())]);
        var dataset = EmotionDatasets.Open("msp-podcast", _corpus.Folder, new() { Problems = _corpus.Log });

        (await Corpus.ReadAsync(dataset)).ShouldBeEmpty(); // neither words nor sound: every one is reported, with its line

        _corpus.Log.Count.ShouldBe(5000);
        _corpus.Log.Problems[999].Line.ShouldBe(1001);
    }

    public void Dispose() => _corpus.Dispose();
}
