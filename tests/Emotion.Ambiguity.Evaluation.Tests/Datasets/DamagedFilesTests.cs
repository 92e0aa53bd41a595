using System.Text;
using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Evaluation.Tests.Datasets;

/// <summary>Damaged files end in reports or in a <see cref="DatasetFormatException"/>, never in another error.</summary>
public sealed class DamagedFilesTests
{
    private static readonly string GoEmotions = string.Join(',', EmotionTaxonomy.GoEmotions28.Labels.Select(l => l.Name));

    private static readonly Dictionary<string, (string Path, string Content)[]> Files = new()
    {
        ["affective-text"] = [("affectivetext_test.xml", "<corpus>\n<instance id=\"1\">One &amp; two</instance>\n<instance id=\"2\">Three</instance>\n"), ("affectivetext_test.emotions.gold", "1 0 0 20 60 0 20\n2 0 1 0 0 0 0\n")],
        ["brighter"] = [("eng_dev.csv", "id,text,anger,fear,joy\nx1,\"a\nb\",0,3,1\nx2,c,1,0,0\n")],
        ["crema-d"] = [("tabulatedVotes.csv", "\"\",\"A\",\"D\",\"F\",\"H\",\"N\",\"S\",\"fileName\"\n\"100001\",0,0,0,1,2,0,\"9001_IEO_NEU_XX\"\n\"100002\",0,1,0,1,2,0,\"9002_IEO_NEU_XX\"\n")],
        ["crema-d-face"] = [("finishedResponses.csv", "localid,queryType,clipName,respEmo\nr1,2,9001_IEO_ANG_HI,A\nr2,2,9001_IEO_ANG_HI,D\n")],
        ["emo-db"] = [("wav/03a01Fa.wav", "x"), ("erkennung.txt", "Satz erkannt natuerlich\n03a01Fa.wav 94,00 75,5\n")],
        ["emotionlines"] = [("friends_dev.json", "[[{\"speaker\": \"A\", \"utterance\": \"B\u00E9\", \"annotation\": \"1101020\"}],\n[{\"speaker\": \"C\", \"utterance\": \"D\", \"annotation\": \"5000000\"}]]")],
        ["goemotions"] = [("dev.tsv", "a b\t27\tx1\nc\t0,26\tx2\n"), ("labels.txt", GoEmotions.Replace(',', '\n'))],
        ["goemotions-raw"] = [("goemotions_1.csv", $"text,id,rater_id,example_very_unclear,{GoEmotions}\na,b1,1,False,1{string.Concat(Enumerable.Repeat(",0", 27))}\nb,b2,1,True{string.Concat(Enumerable.Repeat(",0", 28))}\n")],
        ["iemocap"] = [("Session1/dialog/EmoEvaluation/Ses01F_impro01.txt", "[6.29 - 8.23]\tSes01F_impro01_F000\tneu\t[2.5, 2.5, 2.5]\nC-E2:\tNeutral; Anger;\t()\nC-F1:\tOther;\t(b)\n"), ("Session1/dialog/transcriptions/Ses01F_impro01.txt", "Ses01F_impro01_F000 [006.2-008.2]: Words.\n")],
        ["meld"] = [("dev_sent_emo.csv", "Sr No.,Utterance,Speaker,Emotion,Dialogue_ID,Utterance_ID\n1,\"a,\nb\",Ann,joy,4,1\n2,c,Bob,anger,4,2\n")],
        ["msp-podcast"] = [("Labels/labels_consensus.json", "{\"1.wav\": {\"SpkrID\": 1, \"Split_Set\": \"Train\"}}"), ("Labels/labels_detailed.json", "{\n\"1.wav\": {\"W1\": {\"EmoClass_Major\": \"Sad\", \"EmoClass_Second\": \"Sad,Other-x\"}, \"W2\": {\"EmoClass_Major\": \"Other-y\"}}}"), ("Transcripts/1.txt", "Words.")],
        ["nemo"] = [("data.tsv", "file_id\temotion\traw_text\tspeaker_id\nA_sad_1.wav\tsadness\tTak\tA\nA_sad_2.wav\tanger\tNie\tA\n")],
        ["votes"] = [("votes.csv", "clip,speaker,sentence,intended,anger,sadness\nc1,1,Words,anger,3,1\nc2,1,Words,sadness,3,0\n")],
    };

    public static TheoryData<string> Names => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ReadAsync_RandomDamage_NoOtherErrorThanTheDatasets(string name)
    {
        var random = new Random(20_250_801); // seeded: a failure comes again
        for (var round = 0; round < 150; round++)
        {
            using var corpus = new Corpus();
            var victim = random.Next(Files[name].Length);
            foreach (var (file, index) in Files[name].Select((f, i) => (f, i)))
            {
                var content = Encoding.UTF8.GetBytes(file.Content);
                corpus.Write(file.Path, index == victim ? Damage(content, random) : content);
            }

            try
            {
                foreach (var item in await corpus.ReadAsync(name)) item.Id.ShouldNotBeNullOrWhiteSpace($"round {round}");
            }
            catch (DatasetFormatException)
            {
            }
            catch (Exception other)
            {
                Assert.Fail($"{name}, round {round}: {other}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ReadAsync_Undamaged_NoProblem(string name)
    {
        using var corpus = new Corpus();
        foreach (var (path, content) in Files[name]) corpus.Write(path, content);

        (await corpus.ReadAsync(name)).ShouldNotBeEmpty();

        corpus.Log.Problems.ShouldBeEmpty();
    }

    private static byte[] Damage(byte[] content, Random random)
    {
        var bytes = content.ToList();
        for (var edits = random.Next(1, 4); edits > 0 && bytes.Count > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at)); break;
                case 2: bytes.Insert(at, (byte)"\",;\t\n\r{}[]:_=()0- "[random.Next(18)]); break;
                default: bytes.RemoveRange(at, bytes.Count - at); break; // cut short
            }
        }

        return [.. bytes];
    }
}
