using System.Collections.Immutable;
using System.Text;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Evaluation.Predictions;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Evaluation.Tests.Fuzzing;

/// <summary>Tables of votes and files of predictions, damaged: utterances with votes, reports of bad rows, or the file's own error.</summary>
public sealed class TableFuzzTests : IDisposable
{
    private static readonly byte[][] Words = [.. new[]
    {
        "\"", "\"\"", ",", "\t", "\n", "\r\n", "\r", "\ufeff", "\0", "anger", "sadness", "clip", "-1", "1e308", "NaN", "0", "0.5", "{", "}", "[", "]", "null", ":", "\\ud800", "\\u0000", "{\"anger\":", "é", "\ud83d\ude00",
    }.Select(Encoding.UTF8.GetBytes)];

    private readonly string _folder = Directory.CreateTempSubdirectory("table-fuzz-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("csv", "clip,speaker,sentence,intended,anger,sadness\nc1,1,\"Words, \"\"two\"\"\",anger,3,1\nc2,1,Words,sadness,3,0\n")]
    [InlineData("jsonl", "{\"clip\":\"c1\",\"speaker\":\"1\",\"sentence\":\"Words\",\"anger\":3,\"sadness\":1}\n{\"clip\":\"c2\",\"sentence\":\"More\",\"anger\":0.5,\"sadness\":0.5}\n")]
    public void ReadAsync_AnyTable_UtterancesOrReportsOrFormatException(string ending, string content)
    {
        byte[][] files = [Encoding.UTF8.GetBytes(content)];
        var path = Path.Combine(_folder, "votes." + ending);
        new Fuzz($"votes-{ending}", random => Mutations.Of(random, files, Words), bytes =>
        {
            File.WriteAllBytes(path, bytes);
            ReadAsync(path).GetAwaiter().GetResult();
        }).Run();
    }

    [Fact]
    public void ReadPrediction_AnyLine_PredictionOrFormatException()
    {
        byte[][] lines =
        [
            .. new[]
            {
                "{\"id\":\"a\",\"words\":\"w\",\"answer\":\"x\",\"extractions\":{\"text\":{\"p\":[0.25,0.75],\"normalized\":true,\"fallback\":{\"kind\":\"Softmax\",\"parameter\":1},\"unknown\":[\"joy\"]},\"token\":{\"invalid\":\"AllZero\"}}}",
                "{\"id\":\"a\",\"error\":\"e\"}",
                "{\"format\":\"emotion-ambiguity/predictions/1\",\"source\":\"s\",\"extractors\":[\"text\"],\"labels\":[\"anger\",\"sadness\"],\"dataset\":\"d\",\"fingerprint\":{\"k\":\"v\"}}",
            }.Select(Encoding.UTF8.GetBytes),
        ];
        var taxonomy = EmotionTaxonomy.FromNames("two", "anger", "sadness");
        new Fuzz("predictions", random => Mutations.Of(random, lines, Words), bytes =>
        {
            var line = Encoding.UTF8.GetString(bytes);
            Read(() => PredictionJson.ReadPrediction(line, taxonomy).Id.ShouldNotBeNull());
            Read(() => PredictionJson.ReadHeader(line).Source.ShouldNotBeNull());
        }).Run();
    }

    private static void Read(Action read)
    {
        try
        {
            read();
        }
        catch (FormatException refused)
        {
            refused.Message.ShouldNotBeNullOrWhiteSpace();
        }
    }

    private static IEmotionDataset Open(string path) => Path.GetExtension(path) == ".csv"
        ? EmotionDatasets.Open("votes", path, new DatasetOptions())
        : EmotionDatasets.FromTable(
            "votes", path, new TableColumns { Id = "clip", Text = "sentence", Speaker = "speaker", Labels = new Dictionary<string, string> { ["anger"] = "anger", ["sadness"] = "sadness" }.ToImmutableDictionary() },
            EmotionTaxonomy.FromNames("two", "anger", "sadness"), new DatasetOptions());

    private static async Task ReadAsync(string path)
    {
        try
        {
            await foreach (var item in Open(path).ReadAsync()) item.Id.ShouldNotBeNullOrWhiteSpace();
        }
        catch (DatasetFormatException refused)
        {
            refused.Message.ShouldNotBeNullOrWhiteSpace();
        }
    }
}
